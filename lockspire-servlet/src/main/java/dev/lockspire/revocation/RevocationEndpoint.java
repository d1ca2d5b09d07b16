package dev.lockspire.revocation;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.clientauth.SentOnce;
import dev.lockspire.config.RevocationConfig;
import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.minting.StoredToken;
import dev.lockspire.minting.TokenLookup;
import dev.lockspire.minting.TokenRevocation;
import dev.lockspire.storage.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code POST /revoke} (RFC 7009). Parameters come from the body alone. Whoever authenticated gets
 * the same answer, whatever became of the token.
 */
public final class RevocationEndpoint implements Endpoint {
  private static final byte[] DONE = "{}".getBytes(StandardCharsets.US_ASCII);
  private static final Set<String> HINTS = Set.of("access_token", "refresh_token");

  private final Function<Call, Client> authenticate;
  private final TokenLookup tokens;
  private final TokenRevocation<Long> single;
  private final TokenRevocation<String> families;
  private final boolean accessRevokesFamily;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final RuleTrace trace;

  /**
   * @param authenticate the client behind a call, or throws {@link OAuthError}
   */
  public RevocationEndpoint(
      Function<Call, Client> authenticate,
      Database database,
      TokenLookup tokens,
      RevocationConfig config,
      InstantSource clock,
      Telemetry telemetry,
      RuleTrace trace) {
    this.authenticate = authenticate;
    this.tokens = tokens;
    this.single = TokenRevocation.ofToken(database);
    this.families = TokenRevocation.ofFamily(database);
    this.accessRevokesFamily = config.accessRevokesFamily();
    this.clock = clock;
    this.telemetry = telemetry;
    this.trace = trace;
  }

  @Override
  public Reply handle(Call call) {
    try {
      trace.require(
          RevocationRule.PARAMETERS_ARE_NOT_REPEATED, () -> SentOnce.check(call.form(), Set.of()));
      String presented = trace.check(RevocationRule.TOKEN_IS_PRESENT, () -> token(call));
      Client caller =
          trace.check(RevocationRule.CALLER_IS_AUTHENTICATED, () -> authenticate.apply(call));
      Optional<StoredToken> own =
          trace.check(
              RevocationRule.TOKEN_IS_THE_CALLERS_OWN,
              () -> tokens.find(presented).filter(token -> isOwn(token, caller)));
      own.ifPresent(token -> revoke(token, call, clock.instant()));
      return Reply.json(200, DONE);
    } catch (OAuthError refused) {
      telemetry.emit(TelemetryEvent.REVOCATION_FAILED, Map.of("reason_code", refused.reason()));
      throw refused;
    }
  }

  private static String token(Call call) {
    return call.form()
        .trimmed("token")
        .orElseThrow(() -> OAuthError.invalidRequest("missing_token", "token is missing."));
  }

  private static boolean isOwn(StoredToken token, Client caller) {
    return token.clientId().equals(caller.clientId())
        && (token.isAccessToken() || token.isRefreshToken());
  }

  /**
   * A refresh token ends all of its family, even when it has been rotated already: its client wants
   * the authorization to end and may have missed the successor.
   */
  private void revoke(StoredToken token, Call call, Instant now) {
    boolean family = token.familyId() != null && (token.isRefreshToken() || accessRevokesFamily);
    if (family) {
      AuditEvent evidence =
          evidence("token_family_revoked", "token_family", token.familyId(), token, now);
      if (families.revoke(token.familyId(), evidence, now) > 0) {
        tell(TelemetryEvent.TOKEN_FAMILY_REVOKED, token, call);
      }
    } else {
      AuditEvent evidence =
          evidence("token_revoked", token.type().wireName(), Long.toString(token.id()), token, now);
      if (single.revoke(token.id(), evidence, now) > 0) {
        tell(TelemetryEvent.TOKEN_REVOKED, token, call);
      }
    }
  }

  private static AuditEvent evidence(
      String action, String resourceType, String resourceId, StoredToken token, Instant now) {
    return new AuditEvent(
        action,
        AuditEvent.Outcome.SUCCEEDED,
        "revocation_request",
        Actor.client(token.clientId()),
        resourceType,
        resourceId,
        Map.of("token_type", token.type().wireName()),
        now);
  }

  private void tell(TelemetryEvent event, StoredToken token, Call call) {
    telemetry.emit(
        event,
        Map.of(
            "client_id",
            token.clientId(),
            "token_type",
            token.type().wireName(),
            "token_type_hint",
            call.form().trimmed("token_type_hint").filter(HINTS::contains).orElse("")));
  }
}
