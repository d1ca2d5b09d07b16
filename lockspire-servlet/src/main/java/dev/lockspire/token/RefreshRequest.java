package dev.lockspire.token;

import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of the refresh token grant (RFC 6749 §6, RFC 8707 §2.2, RFC 9396 §6).
 *
 * @param scopes asked for; empty means all that was granted
 * @param resources asked for; none means all that was granted
 * @param authorizationDetails asked for, unread; absent means all that was granted
 */
record RefreshRequest(
    String refreshToken,
    Optional<List<String>> scopes,
    List<String> resources,
    Optional<String> authorizationDetails) {

  /**
   * @throws OAuthError {@code invalid_request} without a refresh token; {@code invalid_scope} when
   *     the scope is malformed
   */
  static RefreshRequest of(Parameters form) {
    return new RefreshRequest(
        form.trimmed("refresh_token")
            .orElseThrow(
                () ->
                    OAuthError.invalidRequest(
                        "missing_refresh_token", "refresh_token is missing.")),
        ScopeParameter.of(form),
        ResourceParameter.of(form),
        form.nonEmpty("authorization_details"));
  }

  @Override
  public String toString() {
    return "RefreshRequest[***]";
  }
}
