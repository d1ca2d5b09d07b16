package dev.lockspire.config;

import java.util.Optional;

/**
 * RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0).
 *
 * @param logoutPath the host's page that ends its session, for a host whose account resolver has no
 *     redirect of its own; begins with one slash
 * @param revokeOfflineAccess whether logout also revokes refresh tokens granted {@code
 *     offline_access}, which Back-Channel Logout §2.7 says it should not
 */
public record LogoutConfig(Optional<String> logoutPath, boolean revokeOfflineAccess) {

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException when it could lead away from the host
   */
  public LogoutConfig {
    LogoutSettings.LOGOUT_PATH.checkAll(logoutPath);
  }
}
