package dev.lockspire.token;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.GrantTypes;
import dev.lockspire.config.RefreshConfig;
import dev.lockspire.config.ResourceServers;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.minting.AccessToken;
import dev.lockspire.minting.AccountClaims;
import dev.lockspire.minting.AccountClaims.Person;
import dev.lockspire.storage.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rotates a refresh token (RFC 6749 §6, RFC 9700 §4.14.2): load, check, make every token, then
 * commit the rotation in one statement. Reuse ends the family, except within the grace window.
 */
public final class RefreshTokenGrant implements Grant {
  private static final String OPENID = "openid";

  private final RefreshTokenStore store;
  private final RefreshRules rules;
  private final GraceWindow grace;
  private final Audiences audiences;
  private final PersonTokens tokens;
  private final AccountClaims accounts;
  private final RandomSource random;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final RuleTrace trace;

  /**
   * @param servers the APIs whose scopes decide an audience nobody asked for
   */
  public RefreshTokenGrant(
      Database database,
      AuditTrail audit,
      PersonTokens tokens,
      AccountClaims accounts,
      ResourceServers servers,
      RefreshConfig refresh,
      RandomSource random,
      InstantSource clock,
      Telemetry telemetry,
      RuleTrace trace) {
    this.store = new RefreshTokenStore(database, audit);
    this.grace = new GraceWindow(refresh, random);
    this.rules = new RefreshRules(store, grace, trace);
    this.audiences = new Audiences(servers);
    this.tokens = tokens;
    this.accounts = accounts;
    this.random = random;
    this.clock = clock;
    this.telemetry = telemetry;
    this.trace = trace;
  }

  @Override
  public String type() {
    return GrantTypes.REFRESH_TOKEN;
  }

  @Override
  public TokenResponse handle(Client client, Call call) {
    Instant now = clock.instant();
    RefreshRequest request =
        trace.check(RefreshRule.TOKEN_IS_PRESENT, () -> RefreshRequest.of(call.form()));
    RefreshUse use = rules.use(request, client, now);
    if (use instanceof RefreshUse.First first) {
      Optional<TokenResponse> rotated = rotate(client, call, request, first.token(), now);
      if (rotated.isPresent()) {
        return rotated.get();
      }
      // Somebody was faster: judge the token again on what they left.
      use = rules.use(request, client, now);
    }
    RefreshUse repeated = use;
    return trace.check(
        RefreshRule.TOKEN_IS_UNUSED, () -> answerRepeated(repeated, client, request, now));
  }

  private TokenResponse answerRepeated(
      RefreshUse use, Client client, RefreshRequest request, Instant now) {
    if (use instanceof RefreshUse.Retry retry) {
      // The same answer, but never to more than the rules would still allow.
      rules.scopes(request, retry.token().granted());
      person(client, retry.token(), now);
      return retry.issued().response(now);
    }
    if (use instanceof RefreshUse.Reuse reuse) {
      store.endReusedFamily(reuse.token(), now);
      tell(TelemetryEvent.REFRESH_TOKEN_REUSE_DETECTED, client, reuse.token());
      tell(TelemetryEvent.TOKEN_FAMILY_REVOKED, client, reuse.token());
      throw RefreshRules.refused("refresh_token_reuse_detected");
    }
    throw RefreshRules.refused("refresh_token_expired");
  }

  /** The answer; empty when somebody else used the token in the meantime. */
  private Optional<TokenResponse> rotate(
      Client client, Call call, RefreshRequest request, StoredRefreshToken token, Instant now) {
    GrantedAccess granted = token.granted();
    List<String> scopes = rules.scopes(request, granted);
    List<String> audience =
        trace.check(
            RefreshRule.RESOURCES_WERE_GRANTED,
            () -> audiences.of(client, request.resources(), granted.audience(), scopes));
    Person person = person(client, token, now);
    AccessToken access = tokens.access(client, call.issuer(), granted, scopes, audience, now);
    Set<String> scopeSet = Set.copyOf(scopes);
    String idToken =
        scopeSet.contains(OPENID)
            ? tokens.id(client, call.issuer(), granted, person, scopeSet, access, null, now)
            : null;
    NewRefreshToken successor =
        new NewRefreshToken(random.token(), now, tokens.refreshExpiry(client, now));
    IssuedTokens issued =
        new IssuedTokens(access.value(), access.expiresAt(), successor.value(), idToken, scopes);
    RefreshRotation rotation =
        new RefreshRotation(
            successor,
            access,
            scopes,
            audience,
            grace.seal(request.refreshToken(), issued),
            evidence(client, token, now));
    if (!store.rotate(token, rotation, now)) {
      return Optional.empty();
    }
    tell(TelemetryEvent.TOKEN_ISSUED, client, token);
    tell(TelemetryEvent.REFRESH_TOKEN_ISSUED, client, token);
    return Optional.of(issued.response(now));
  }

  private static AuditEvent evidence(Client client, StoredRefreshToken token, Instant now) {
    return AuditEvent.succeeded(
            "refresh_token_rotated",
            Actor.client(client.clientId()),
            "refresh_token",
            Long.toString(token.id()),
            now)
        .with(Map.of("family_id", token.familyId()));
  }

  /**
   * The person the tokens speak of, as long as they still want the client to have them.
   *
   * @throws OAuthError {@code invalid_grant} when the consent or the account is gone, which ends
   *     the family
   */
  private Person person(Client client, StoredRefreshToken token, Instant now) {
    trace.require(
        RefreshRule.CONSENT_IS_LIVE,
        () -> {
          if (!token.consentLive()) {
            throw ended(client, token, "consent_revoked", now);
          }
        });
    GrantedAccess granted = token.granted();
    ClaimsContext context =
        new ClaimsContext(
            ClaimsContext.Purpose.REFRESH, client.clientId(), Set.copyOf(granted.scopes()));
    return trace.check(
        RefreshRule.ACCOUNT_EXISTS,
        () ->
            accounts
                .resolve(granted.subject(), context)
                .orElseThrow(() -> ended(client, token, "account_not_found", now)));
  }

  private OAuthError ended(Client client, StoredRefreshToken token, String reason, Instant now) {
    store.endFamily(token, reason, now);
    tell(TelemetryEvent.TOKEN_FAMILY_REVOKED, client, token);
    return RefreshRules.refused(reason);
  }

  private void tell(TelemetryEvent event, Client client, StoredRefreshToken token) {
    telemetry.emit(
        event,
        Map.of(
            "client_id",
            client.clientId(),
            "subject_id",
            token.granted().subject(),
            "grant_type",
            type()));
  }
}
