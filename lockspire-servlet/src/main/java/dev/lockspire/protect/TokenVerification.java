package dev.lockspire.protect;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.keys.PublishedKeyVerifier;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.minting.StoredToken;
import dev.lockspire.minting.TokenLookup;
import dev.lockspire.storage.StorageFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the access token of a request by what a route demands (RFC 6750 §2.1, RFC 9068 §4, RFC
 * 9470 §3): the rules of {@link TokenRule} up to {@link TokenRule#AUTHENTICATION_SUFFICES}, in
 * their order. No statement is made unless the route asks the database.
 */
public final class TokenVerification {
  private static final Logger LOG = LoggerFactory.getLogger(TokenVerification.class);
  private static final Map<String, String> OPAQUE_REJECTED =
      Map.of("token_format", "opaque-rejected");

  private final JwtAccessTokens jwts;
  private final Issuer issuer;
  private final TokenLookup lookup;
  private final PairwiseSubjects subjects;
  private final Function<String, Optional<Client>> clients;
  private final Telemetry telemetry;
  private final InstantSource clock;

  /**
   * @param clients a client by its id, from memory
   */
  public TokenVerification(
      PublishedKeyVerifier verifier,
      Issuer issuer,
      TokenLookup lookup,
      PairwiseSubjects subjects,
      Function<String, Optional<Client>> clients,
      Telemetry telemetry,
      InstantSource clock) {
    this.jwts = new JwtAccessTokens(verifier, issuer, clock);
    this.issuer = issuer;
    this.lookup = lookup;
    this.subjects = subjects;
    this.clients = clients;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /**
   * @param authorization every value of the header
   */
  CheckedToken verify(List<String> authorization, RouteRules rules) {
    PresentedToken token;
    try {
      token = PresentedToken.of(authorization);
    } catch (TokenRefused refused) {
      return CheckedToken.none(rules, refused);
    }
    return new Judgement(token, rules).verdict();
  }

  /** One token, judged by one route. */
  private final class Judgement {
    private final PresentedToken token;
    private final RouteRules rules;

    /** Known as soon as the token is genuine, whatever speaks against it then. */
    private Optional<TokenClaims> claims = Optional.empty();

    /** Known when the database was asked. */
    private Optional<String> account = Optional.empty();

    Judgement(PresentedToken token, RouteRules rules) {
      this.token = token;
      this.rules = rules;
    }

    CheckedToken verdict() {
      try {
        if (JwtAccessTokens.hasForm(token.value())) {
          judgeJwt();
        } else {
          judgeOpaque();
        }
        requireRestrictions(claims.orElseThrow(), rules);
        return CheckedToken.accepted(rules, token, claims.get(), account);
      } catch (TokenRefused refused) {
        return CheckedToken.refused(rules, token, claims, refused);
      } catch (StorageFailure | OAuthError failure) {
        LOG.warn("An access token could not be judged: {}", failure.getMessage());
        return CheckedToken.refused(
            rules,
            token,
            Optional.empty(),
            TokenRefused.by(TokenRule.STORAGE_ANSWERS, "storage_unavailable"));
      }
    }

    private void judgeJwt() {
      TokenClaims genuine = jwts.claims(token.value());
      claims = Optional.of(genuine);
      telemetry.emit(TelemetryEvent.RS_TOKEN_FORMAT, genuine.told());
      requireInTime(genuine, rules);
      if (rules.asksDatabase()) {
        requireLive(row());
      }
    }

    private void judgeOpaque() {
      if (!rules.asksDatabase()) {
        telemetry.emit(TelemetryEvent.RS_TOKEN_FORMAT, OPAQUE_REJECTED);
        throw TokenRefused.by(TokenRule.TOKEN_FORMAT_IS_ACCEPTED, "opaque_token_not_accepted");
      }
      StoredToken row = row();
      TokenClaims stored = TokenClaims.of(row, subject(row), issuer);
      claims = Optional.of(stored);
      telemetry.emit(TelemetryEvent.RS_TOKEN_FORMAT, stored.told());
      requireLive(row);
    }

    /** Without its client a token is refused in any case. */
    private String subject(StoredToken row) {
      return clients.apply(row.clientId()).map(client -> subjects.of(client, row)).orElse("");
    }

    private StoredToken row() {
      return lookup
          .find(token.value())
          .filter(StoredToken::isAccessToken)
          .orElseThrow(() -> TokenRefused.by(TokenRule.TOKEN_IS_LIVE, "unknown_access_token"));
    }

    private void requireLive(StoredToken row) {
      if (!row.isLive(clock.instant().minus(rules.clockSkew()))) {
        throw TokenRefused.by(TokenRule.TOKEN_IS_LIVE, "invalid_access_token");
      }
      if (clients.apply(row.clientId()).filter(Client::active).isEmpty()) {
        throw TokenRefused.by(TokenRule.CLIENT_IS_ACTIVE, "client_disabled");
      }
      account = Optional.ofNullable(row.accountId());
    }
  }

  private void requireInTime(TokenClaims claims, RouteRules rules) {
    long skew = rules.clockSkew().toMillis();
    long now = clock.millis();
    boolean ended = claims.expiresAt() * 1000 + skew <= now;
    boolean begun = claims.notBefore().isEmpty() || claims.notBefore().get() * 1000 - skew <= now;
    if (ended || !begun) {
      throw TokenRefused.by(TokenRule.TOKEN_IS_IN_TIME, "invalid_time_claims")
          .comparing("exp", claims.expiresAt())
          .comparing("now", now / 1000);
    }
  }

  private void requireRestrictions(TokenClaims claims, RouteRules rules) {
    requireAudience(claims, rules);
    if (!claims.scopes().containsAll(rules.scopes())) {
      throw TokenRefused.by(TokenRule.SCOPE_IS_SUFFICIENT, "insufficient_scope")
          .comparing("required", String.join(" ", rules.scopes()))
          .comparing("granted", claims.scope());
    }
    if (rules.demandsAuthentication()) {
      requireAuthentication(claims, rules);
    }
  }

  private static void requireAudience(TokenClaims claims, RouteRules rules) {
    if (rules.audiences().isEmpty()) {
      return;
    }
    if (claims.audience().isEmpty()) {
      throw TokenRefused.by(TokenRule.AUDIENCE_IS_ACCEPTED, "missing_audience");
    }
    if (Collections.disjoint(rules.audiences(), claims.audience())) {
      throw TokenRefused.by(TokenRule.AUDIENCE_IS_ACCEPTED, "invalid_audience")
          .comparing("accepted", String.join(" ", rules.audiences()))
          .comparing("audience", String.join(" ", claims.audience()));
    }
  }

  private void requireAuthentication(TokenClaims claims, RouteRules rules) {
    if (!rules.acr().isEmpty() && claims.acr().filter(rules.acr()::contains).isEmpty()) {
      throw TokenRefused.by(TokenRule.AUTHENTICATION_SUFFICES, "insufficient_acr")
          .comparing("accepted", String.join(" ", rules.acr()))
          .comparing("acr", claims.acr().orElse("none"));
    }
    if (rules.maxAge().isPresent()) {
      Instant earliest = clock.instant().minus(rules.maxAge().get()).minus(rules.clockSkew());
      if (claims.authTime().filter(time -> !time.isBefore(earliest)).isEmpty()) {
        throw TokenRefused.by(TokenRule.AUTHENTICATION_SUFFICES, "authentication_too_old")
            .comparing("max_age", rules.maxAge().get().toSeconds())
            .comparing("auth_time", claims.authTime().map(Object::toString).orElse("none"));
      }
    }
  }
}
