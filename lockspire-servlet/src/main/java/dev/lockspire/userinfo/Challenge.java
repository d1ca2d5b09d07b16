package dev.lockspire.userinfo;

import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.stream.Collectors;

/**
 * The refusals of this endpoint with their {@code WWW-Authenticate} (RFC 6750 §3, RFC 9449 §7.1).
 */
final class Challenge {
  private static final String REALM = " realm=\"Lockspire Userinfo\"";
  private static final String HEADER = "WWW-Authenticate";

  private Challenge() {}

  /** Nothing was sent that could be judged, so no error is named (RFC 6750 §3.1). */
  static OAuthError noToken() {
    return OAuthError.of(401, "invalid_token", "missing_bearer_token", "A token is required.")
        .withHeader(HEADER, "Bearer" + REALM);
  }

  static OAuthError invalidRequest(String reason, String description) {
    return OAuthError.invalidRequest(reason, description)
        .withHeader(HEADER, bearer("invalid_request"));
  }

  static OAuthError invalidToken(String reason) {
    return OAuthError.of(401, "invalid_token", reason, "The token is not valid here.")
        .withHeader(HEADER, bearer("invalid_token"));
  }

  static OAuthError insufficientScope(String scope) {
    return OAuthError.of(
            403, "insufficient_scope", "insufficient_scope", "The token lacks a required scope.")
        .withHeader(HEADER, bearer("insufficient_scope") + ", scope=\"" + scope + '"');
  }

  /** A proof of possession is missing or wrong; says which algorithms it may be signed with. */
  static OAuthError proofRequired(String reason, ServerPolicy policy) {
    String algorithms =
        policy.securityProfile().algorithms().stream()
            .sorted()
            .map(SigningAlgorithm::wireName)
            .collect(Collectors.joining(" "));
    return OAuthError.of(401, "invalid_token", reason, "The token needs a proof of possession.")
        .withHeader(
            HEADER, "DPoP" + REALM + ", error=\"invalid_token\", algs=\"" + algorithms + '"');
  }

  private static String bearer(String error) {
    return "Bearer" + REALM + ", error=\"" + error + '"';
  }
}
