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
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.rar.DetailApproval;
import dev.lockspire.senderconstraint.Confirmation;
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
  private final RefreshBinding binding;
  private final Audiences audiences;
  private final DetailsOfToken details;
  private final PersonTokens tokens;
  private final AccountClaims accounts;
  private final RandomSource random;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final RuleTrace trace;

  /**
   * @param servers the APIs whose scopes decide an audience nobody asked for
   * @param details who approves less than the granted authorization details
   */
  public RefreshTokenGrant(
      Database database,
      AuditTrail audit,
      PersonTokens tokens,
      AccountClaims accounts,
      ResourceServers servers,
      DetailApproval details,
      RefreshConfig refresh,
      RandomSource random,
      InstantSource clock,
      Telemetry telemetry,
      RuleTrace trace) {
    this.store = new RefreshTokenStore(database, audit);
    this.grace = new GraceWindow(refresh, random);
    this.binding = new RefreshBinding(refresh);
    this.rules = new RefreshRules(store, grace, trace);
    this.audiences = new Audiences(servers);
    this.details = new DetailsOfToken(details);
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
  public TokenResponse handle(Sender sender, Call call) {
    Instant now = clock.instant();
    RefreshRequest request =
        trace.check(RefreshRule.TOKEN_IS_PRESENT, () -> RefreshRequest.of(call.form()));
    return answer(sender, call, request, now)
        // Somebody was faster: judge the token again on what they left. They can be faster twice,
        // with the token and then with its successor, which makes the third answer a refusal.
        .or(() -> answer(sender, call, request, now))
        .or(() -> answer(sender, call, request, now))
        .orElseThrow(() -> RefreshRules.refused("refresh_token_busy"));
  }

  /** The answer; empty when somebody else used the token, or its successor, in the meantime. */
  private Optional<TokenResponse> answer(
      Sender sender, Call call, RefreshRequest request, Instant now) {
    Client client = sender.client();
    RefreshUse use = rules.use(request, client, now);
    if (use instanceof RefreshUse.First first) {
      return rotate(sender, call, request, first.token(), now);
    }
    if (use instanceof RefreshUse.Retry retry) {
      return retry(sender, call, request, retry, now);
    }
    return trace.check(
        RefreshRule.TOKEN_IS_UNUSED,
        () -> {
          throw reused(client, ((RefreshUse.Reuse) use).token(), now);
        });
  }

  private OAuthError reused(Client client, StoredRefreshToken token, Instant now) {
    store.endReusedFamily(token, now);
    tell(TelemetryEvent.REFRESH_TOKEN_REUSE_DETECTED, client, token);
    tell(TelemetryEvent.TOKEN_FAMILY_REVOKED, client, token);
    return RefreshRules.refused("refresh_token_reuse_detected")
        .comparing("rotated at", token.redeemedAt() == null ? "never" : token.redeemedAt())
        .comparing("revoked at", token.revokedAt() == null ? "never" : token.revokedAt());
  }

  private Optional<TokenResponse> rotate(
      Sender sender, Call call, RefreshRequest request, StoredRefreshToken token, Instant now) {
    Client client = sender.client();
    Made made = make(sender, call, request, token, now);
    NewRefreshToken successor =
        new NewRefreshToken(random.token(), now, tokens.refreshExpiry(client, now));
    RefreshRotation rotation =
        new RefreshRotation(
            successor,
            made.access(),
            grace.seal(request.refreshToken(), successor),
            evidence("refresh_token_rotated", client, token, now));
    if (!store.rotate(token, rotation, now)) {
      return Optional.empty();
    }
    tellIssued(sender, token, made);
    tell(TelemetryEvent.REFRESH_TOKEN_ISSUED, client, token);
    return Optional.of(made.response(successor.value(), now));
  }

  /** The successor that was handed out already, with an access token of its own. */
  private Optional<TokenResponse> retry(
      Sender sender, Call call, RefreshRequest request, RefreshUse.Retry retry, Instant now) {
    Client client = sender.client();
    StoredRefreshToken token = retry.token();
    Made made = make(sender, call, request, token, now);
    if (!store.retry(token, made.access(), evidence("refresh_token_retried", client, token, now))) {
      return Optional.empty();
    }
    tellIssued(sender, token, made);
    return Optional.of(made.response(retry.successor(), now));
  }

  /** What a presented token is good for, made but not yet stored. */
  private Made make(
      Sender sender, Call call, RefreshRequest request, StoredRefreshToken token, Instant now) {
    Client client = sender.client();
    GrantedAccess granted = token.granted();
    List<String> scopes = rules.scopes(request, granted);
    List<String> audience =
        trace.check(
            RefreshRule.RESOURCES_WERE_GRANTED,
            () -> audiences.of(client, request.resources(), granted.audience(), scopes));
    AuthorizationDetails authorizationDetails =
        trace.check(
            RefreshRule.AUTHORIZATION_DETAILS_WERE_GRANTED,
            () -> details.of(client, request.authorizationDetails(), granted, scopes, audience));
    Confirmation confirmation =
        trace.check(RefreshRule.SENDER_IS_THE_SAME, () -> binding.of(token.confirmation(), sender));
    Person person = person(client, token, now);
    AccessToken access =
        tokens.access(
            client,
            call.issuer(),
            granted,
            scopes,
            audience,
            authorizationDetails,
            confirmation,
            now);
    Set<String> scopeSet = Set.copyOf(scopes);
    String idToken =
        scopeSet.contains(OPENID)
            ? tokens.id(client, call.issuer(), granted, person, scopeSet, access, null, now)
            : null;
    return new Made(new RefreshedAccess(access, scopes, audience, authorizationDetails), idToken);
  }

  /**
   * @param idToken null when none is due
   */
  private record Made(RefreshedAccess access, String idToken) {

    TokenResponse response(String refreshToken, Instant now) {
      return new TokenResponse(
          access.token().value(),
          access.token().confirmation().tokenType(),
          Math.max(0, access.token().expiresAt().getEpochSecond() - now.getEpochSecond()),
          access.scopes(),
          access.authorizationDetails(),
          refreshToken,
          idToken);
    }
  }

  private static AuditEvent evidence(
      String action, Client client, StoredRefreshToken token, Instant now) {
    return AuditEvent.succeeded(
            action,
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

  private void tellIssued(Sender sender, StoredRefreshToken token, Made made) {
    telemetry.emit(
        TelemetryEvent.TOKEN_ISSUED,
        Map.of(
            "client_id",
            sender.client().clientId(),
            "subject_id",
            token.granted().subject(),
            "grant_type",
            type(),
            "bound_to",
            made.access().token().confirmation().boundTo(),
            "proof_alg",
            sender.proofAlgorithm()));
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
