package dev.lockspire.userinfo;

import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SecurityProfile;

/**
 * The refusals of this endpoint with their {@code WWW-Authenticate} (RFC 6750 §3, RFC 9449 §7.1).
 */
final class Challenge {
  private static final String REALM = " realm=\"Lockspire Userinfo\"";
  private static final String HEADER = "WWW-Authenticate";
  static final String NONCE = "DPoP-Nonce";

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
  static OAuthError proofRequired(String reason, SecurityProfile profile) {
    return OAuthError.of(401, "invalid_token", reason, "The token needs a proof of possession.")
        .withHeader(HEADER, dpop("invalid_token", profile));
  }

  /** The proof must hold {@code nonce} (RFC 9449 §9). */
  static OAuthError nonceRequired(String reason, SecurityProfile profile, String nonce) {
    return OAuthError.of(
            401,
            "use_dpop_nonce",
            reason,
            "The proof must hold the nonce that this answer carries.")
        .withHeader(HEADER, dpop("use_dpop_nonce", profile))
        .withHeader(NONCE, nonce);
  }

  private static String dpop(String error, SecurityProfile profile) {
    String algorithms = String.join(" ", profile.algorithmNames());
    return "DPoP" + REALM + ", error=\"" + error + "\", algs=\"" + algorithms + '"';
  }

  private static String bearer(String error) {
    return "Bearer" + REALM + ", error=\"" + error + '"';
  }
}
