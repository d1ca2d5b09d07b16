package dev.lockspire.protect;

import java.util.List;

/**
 * The token of a request and how it was sent. Only the header counts: in a query a token would end
 * up in logs and histories, and a form is the host's.
 */
record PresentedToken(String value, AuthorizationScheme scheme) {

  /**
   * @param authorization every value of {@code Authorization}
   * @throws TokenRefused when there are several, or none of a scheme that means anything here
   */
  static PresentedToken of(List<String> authorization) {
    if (authorization.size() > 1) {
      throw TokenRefused.by(TokenRule.AUTHORIZATION_IS_SENT_ONCE, "several_authorizations");
    }
    String header = authorization.isEmpty() ? "" : authorization.get(0).strip();
    int space = header.indexOf(' ');
    String token = space < 0 ? "" : header.substring(space + 1).strip();
    if (token.isEmpty()) {
      throw missing();
    }
    return new PresentedToken(
        token,
        AuthorizationScheme.of(header.substring(0, space)).orElseThrow(PresentedToken::missing));
  }

  private static TokenRefused missing() {
    return TokenRefused.by(TokenRule.TOKEN_IS_PRESENT, "missing_token");
  }

  @Override
  public String toString() {
    return "PresentedToken[***, " + scheme + "]";
  }
}
