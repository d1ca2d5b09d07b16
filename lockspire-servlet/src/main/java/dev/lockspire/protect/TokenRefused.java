package dev.lockspire.protect;

import dev.lockspire.policy.SigningAlgorithm;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A token is not let through: which rule says so, and what the challenge needs to know. */
final class TokenRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final TokenRule rule;
  private final Situation situation;
  private final String reason;
  private final transient Map<String, String> compared;
  private final transient Optional<AuthorizationScheme> scheme;
  private final transient Optional<String> algorithms;
  private final transient Optional<String> nonce;

  private TokenRefused(
      TokenRule rule,
      Situation situation,
      String reason,
      Map<String, String> compared,
      Optional<AuthorizationScheme> scheme,
      Optional<String> algorithms,
      Optional<String> nonce) {
    // No stack trace: this is an expected outcome and happens at request rate.
    super(reason, null, false, false);
    this.rule = rule;
    this.situation = situation;
    this.reason = reason;
    this.compared = compared;
    this.scheme = scheme;
    this.algorithms = algorithms;
    this.nonce = nonce;
  }

  /**
   * @param reason snake_case code for logs and operators
   */
  static TokenRefused by(TokenRule rule, String reason) {
    return new TokenRefused(
        rule,
        rule.situation(),
        reason,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** With one of the values that were compared, for operators; never a secret. */
  TokenRefused comparing(String name, Object value) {
    return comparing(Map.of(name, String.valueOf(value)));
  }

  TokenRefused comparing(Map<String, String> values) {
    Map<String, String> more = new LinkedHashMap<>(compared);
    more.putAll(values);
    return new TokenRefused(rule, situation, reason, more, scheme, algorithms, nonce);
  }

  /** Tells what a proof may be signed with. */
  TokenRefused accepting(Collection<SigningAlgorithm> signedWith) {
    String names =
        signedWith.stream()
            .sorted()
            .map(SigningAlgorithm::wireName)
            .collect(Collectors.joining(" "));
    return new TokenRefused(rule, situation, reason, compared, scheme, Optional.of(names), nonce);
  }

  /** Challenges with this scheme, whatever else would follow from the token. */
  TokenRefused challengingWith(AuthorizationScheme demanded) {
    return new TokenRefused(
        rule, situation, reason, compared, Optional.of(demanded), algorithms, nonce);
  }

  /** A proof with this nonce may succeed. */
  TokenRefused needing(String freshNonce) {
    return new TokenRefused(
        rule, Situation.NEEDS_NONCE, reason, compared, scheme, algorithms, Optional.of(freshNonce));
  }

  TokenRule rule() {
    return rule;
  }

  Situation situation() {
    return situation;
  }

  String reason() {
    return reason;
  }

  /** What the caller is told. */
  String description() {
    return situation == Situation.NEEDS_NONCE
        ? "The DPoP proof needs a nonce of this server."
        : rule.description();
  }

  Map<String, String> compared() {
    return compared;
  }

  Optional<AuthorizationScheme> scheme() {
    return scheme;
  }

  Optional<String> algorithms() {
    return algorithms;
  }

  Optional<String> nonce() {
    return nonce;
  }
}
