package dev.lockspire.protect;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Refusal;
import dev.lockspire.http.Refusal.Judgement;
import dev.lockspire.http.RefusalObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes down why a token was refused, so that an operator can have it explained rule by rule. */
public final class RefusalReport {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalReport.class);

  private final RefusalObserver observer;
  private final RandomSource random;

  public RefusalReport(RefusalObserver observer, RandomSource random) {
    this.observer = observer;
    this.random = random;
  }

  /**
   * Of a request without any token there is nothing to explain.
   *
   * @param route pattern of the route; no path, because a path can hold an id of the caller's
   * @return the id under which it is found
   */
  Optional<String> take(CheckedToken token, TokenRefused why, String method, String route) {
    if (why.situation() == Situation.NO_TOKEN) {
      return Optional.empty();
    }
    String correlationId = random.uuid();
    Refusal refusal =
        new Refusal(
            correlationId,
            method,
            token.known().map(TokenClaims::clientId).filter(id -> !id.isEmpty()),
            route,
            why.situation().status(),
            why.situation().error(),
            why.reason(),
            why.description(),
            judgements(token, why),
            why.compared(),
            Parameters.none());
    try {
      observer.refused(refusal);
    } catch (RuntimeException failure) {
      // The answer stands, whether or not somebody took note of it.
      LOG.warn("{} could not be observed: {}", refusal, failure.getClass().getName());
    }
    return Optional.of(correlationId);
  }

  private static List<Judgement> judgements(CheckedToken token, TokenRefused why) {
    List<Judgement> judgements = new ArrayList<>();
    for (TokenRule rule : TokenRule.values()) {
      if (rule == why.rule()) {
        judgements.add(new Judgement(rule.name(), rule.reference(), false));
        break;
      }
      if (isAsked(rule, token)) {
        judgements.add(new Judgement(rule.name(), rule.reference(), true));
      }
    }
    return judgements;
  }

  /** Whether {@code rule}, which comes before the one that failed, was asked of this token. */
  private static boolean isAsked(TokenRule rule, CheckedToken token) {
    RouteRules rules = token.rules();
    boolean jwt = JwtAccessTokens.hasForm(token.value());
    return switch (rule) {
      case AUTHORIZATION_IS_SENT_ONCE, TOKEN_IS_PRESENT -> true;
      case TOKEN_FORMAT_IS_ACCEPTED -> !rules.asksDatabase();
      case HEADER_IS_READABLE,
          HEADER_NAMES_A_KEY,
          KEY_IS_KNOWN,
          SIGNATURE_VERIFIES,
          TYPE_IS_ACCESS_TOKEN,
          ISSUER_IS_THIS_SERVER,
          EXPIRY_IS_STATED,
          ISSUE_TIME_IS_STATED,
          SUBJECT_IS_STATED,
          TOKEN_IS_IN_TIME ->
          jwt;
      case CONFIRMATION_IS_UNDERSTOOD -> true;
      case TOKEN_IS_LIVE, CLIENT_IS_ACTIVE -> rules.asksDatabase();
      case AUDIENCE_IS_ACCEPTED -> !rules.audiences().isEmpty();
      case SCOPE_IS_SUFFICIENT -> !rules.scopes().isEmpty();
      case AUTHENTICATION_SUFFICES -> rules.demandsAuthentication();
      case SCHEME_IS_DPOP, PROOF_HOLDS, PROOF_IS_NEW ->
          token.known().flatMap(known -> known.cnf().jkt()).isPresent();
      case CERTIFICATE_MATCHES, BINDING_IS_VERIFIED, STORAGE_ANSWERS -> false;
    };
  }
}
