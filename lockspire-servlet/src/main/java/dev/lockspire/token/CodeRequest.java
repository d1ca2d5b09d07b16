package dev.lockspire.token;

import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of the authorization code grant (RFC 6749 §4.1.3, RFC 7636 §4.5, RFC 8707 §2.2,
 * RFC 9396 §6).
 *
 * @param resources asked for; none means all that was granted
 * @param authorizationDetails asked for, unread; absent means all that was granted
 */
record CodeRequest(
    String code,
    Optional<String> redirectUri,
    Optional<CodeVerifier> verifier,
    List<String> resources,
    Optional<String> authorizationDetails) {

  /**
   * @throws OAuthError {@code invalid_request} without a code
   */
  static CodeRequest of(Parameters form) {
    return new CodeRequest(
        form.trimmed("code")
            .orElseThrow(
                () -> OAuthError.invalidRequest("missing_authorization_code", "code is missing.")),
        form.nonEmpty("redirect_uri"),
        form.nonEmpty("code_verifier").map(CodeVerifier::new),
        ResourceParameter.of(form),
        form.nonEmpty("authorization_details"));
  }

  @Override
  public String toString() {
    return "CodeRequest[***]";
  }
}
