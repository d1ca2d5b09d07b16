package dev.lockspire.token;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.GrantTypes;
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
 * Redeems an authorization code (RFC 6749 §4.1.3): load, check, make every token, then commit the
 * redemption and what it issues in one statement. Nothing is consumed when a token cannot be made.
 */
public final class AuthorizationCodeGrant implements Grant {
  private static final String OFFLINE_ACCESS = "offline_access";
  private static final String OPENID = "openid";

  private final AuthorizationCodeStore codes;
  private final CodeRules rules;
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
  public AuthorizationCodeGrant(
      Database database,
      AuditTrail audit,
      PersonTokens tokens,
      AccountClaims accounts,
      ResourceServers servers,
      DetailApproval details,
      RandomSource random,
      InstantSource clock,
      Telemetry telemetry,
      RuleTrace trace) {
    this.codes = new AuthorizationCodeStore(database, audit);
    this.rules = new CodeRules(codes, new CodeReplay(codes, telemetry), trace);
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
    return GrantTypes.AUTHORIZATION_CODE;
  }

  @Override
  public TokenResponse handle(Sender sender, Call call) {
    Client client = sender.client();
    Instant now = clock.instant();
    Confirmation confirmation = trace.check(CodeRule.SENDER_IS_CONSTRAINED, sender::confirmation);
    CodeRequest request = trace.check(CodeRule.CODE_IS_PRESENT, () -> CodeRequest.of(call.form()));
    StoredCode code = rules.check(request, sender, now);
    GrantedAccess granted = code.granted();
    List<String> audience =
        trace.check(
            CodeRule.RESOURCES_WERE_GRANTED,
            () -> audiences.of(client, request.resources(), granted.audience(), granted.scopes()));
    AuthorizationDetails authorizationDetails =
        trace.check(
            CodeRule.AUTHORIZATION_DETAILS_WERE_GRANTED,
            () ->
                details.of(
                    client, request.authorizationDetails(), granted, granted.scopes(), audience));
    AccessToken access =
        tokens.access(
            client,
            call.issuer(),
            granted,
            granted.scopes(),
            audience,
            authorizationDetails,
            confirmation,
            now);
    String idToken =
        granted.scopes().contains(OPENID) ? idToken(client, call, code, access, now) : null;
    Optional<NewRefreshToken> refresh = refreshToken(client, granted, now);
    CodeRedemption redemption =
        redemption(client, code, access, audience, authorizationDetails, refresh, now);
    if (!codes.redeem(code, redemption, now)) {
      // Somebody was faster. Judged again on what they left, this is a replay and undoes it.
      rules.check(request, sender, now);
      throw CodeRules.refused("authorization_code_replayed");
    }
    tell(sender, granted, confirmation, refresh.isPresent());
    return new TokenResponse(
        access.value(),
        confirmation.tokenType(),
        access.expiresAt().getEpochSecond() - access.issuedAt().getEpochSecond(),
        granted.scopes(),
        authorizationDetails,
        refresh.map(NewRefreshToken::value).orElse(null),
        idToken);
  }

  private String idToken(
      Client client, Call call, StoredCode code, AccessToken access, Instant now) {
    GrantedAccess granted = code.granted();
    Set<String> scopes = Set.copyOf(granted.scopes());
    Person person =
        accounts
            .resolve(
                granted.subject(),
                new ClaimsContext(ClaimsContext.Purpose.ID_TOKEN, client.clientId(), scopes))
            .orElseThrow(
                () ->
                    OAuthError.serverError(
                        "claims_resolution_failed", "The account could not be resolved."));
    return tokens.id(client, call.issuer(), granted, person, scopes, access, code.nonce(), now);
  }

  private Optional<NewRefreshToken> refreshToken(
      Client client, GrantedAccess granted, Instant now) {
    return granted.scopes().contains(OFFLINE_ACCESS) && client.mayUseGrant(GrantTypes.REFRESH_TOKEN)
        ? Optional.of(new NewRefreshToken(random.token(), now, tokens.refreshExpiry(client, now)))
        : Optional.empty();
  }

  private CodeRedemption redemption(
      Client client,
      StoredCode code,
      AccessToken access,
      List<String> audience,
      AuthorizationDetails authorizationDetails,
      Optional<NewRefreshToken> refresh,
      Instant now) {
    return new CodeRedemption(
        access,
        audience,
        authorizationDetails,
        refresh,
        refresh.isPresent() ? random.uuid() : null,
        tokens.refreshExpiry(client, now),
        AuditEvent.succeeded(
            "authorization_code_redeemed",
            Actor.client(client.clientId()),
            "authorization_code",
            Long.toString(code.id()),
            now));
  }

  private void tell(
      Sender sender, GrantedAccess granted, Confirmation confirmation, boolean withRefreshToken) {
    Map<String, String> what =
        Map.of(
            "client_id",
            sender.client().clientId(),
            "subject_id",
            granted.subject(),
            "grant_type",
            type(),
            "bound_to",
            confirmation.boundTo(),
            "proof_alg",
            sender.proofAlgorithm());
    telemetry.emit(TelemetryEvent.AUTHORIZATION_CODE_REDEEMED, what);
    telemetry.emit(TelemetryEvent.TOKEN_ISSUED, what);
    if (withRefreshToken) {
      telemetry.emit(TelemetryEvent.REFRESH_TOKEN_ISSUED, what);
    }
  }
}
