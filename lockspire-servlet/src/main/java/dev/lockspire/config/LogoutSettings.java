package dev.lockspire.config;

import java.util.List;

/** Keys of {@link ConfigKeys}: the end of a session. */
final class LogoutSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.LOGOUT);

  static final ConfigKey<String> LOGOUT_PATH =
      TABLE.optional(
          "logout-path",
          ValueTypes.localPath(),
          "The host's page that ends its session, for a host whose account resolver has no logout"
              + " redirect of its own.");
  static final ConfigKey<Boolean> REVOKE_OFFLINE_ACCESS =
      TABLE.key(
          "logout.revoke-offline-access",
          ValueTypes.bool(),
          "false",
          "Whether logout also revokes refresh tokens that were granted `offline_access`.");

  private LogoutSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
