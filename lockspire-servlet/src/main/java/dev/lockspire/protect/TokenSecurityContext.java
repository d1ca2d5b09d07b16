package dev.lockspire.protect;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who a resource method is called for: the subject of the token. Roles are the host's, which has
 * them from elsewhere: a token brings none.
 */
final class TokenSecurityContext implements SecurityContext {
  private final AccessToken token;
  private final boolean secure;

  TokenSecurityContext(AccessToken token, boolean secure) {
    this.token = token;
    this.secure = secure;
  }

  @Override
  public Principal getUserPrincipal() {
    return token::subject;
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return token.scheme().wireName();
  }
}
