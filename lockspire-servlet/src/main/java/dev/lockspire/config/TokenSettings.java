package dev.lockspire.config;

import dev.lockspire.config.IntrospectionConfig.TokenTypeStyle;
import java.time.Duration;
import java.util.List;

/** Keys of {@link ConfigKeys}: how tokens are refreshed, bound, revoked and shown. */
final class TokenSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.TOKENS);
  private static final Duration NOTHING = Duration.ZERO;

  static final ConfigKey<Duration> REFRESH_GRACE =
      TABLE.key(
          "refresh.grace",
          ValueTypes.duration(NOTHING, Duration.ofSeconds(60)),
          "PT10S",
          "How long the predecessor of a refresh token, presented again by the same client, is"
              + " answered with the same successor and not taken for theft. `PT0S` switches it"
              + " off.");
  static final ConfigKey<Boolean> BIND_CONFIDENTIAL =
      TABLE.key(
          "refresh.bind-confidential",
          ValueTypes.bool(),
          "true",
          "Whether a client that proves itself with a key or certificate needs the same DPoP key for"
              + " each refresh. With `false` it may come with a new one; public clients never may.");
  static final ConfigKey<Boolean> BIND_WHEN_PRESENTED =
      TABLE.key(
          "dpop.bind-when-presented",
          ValueTypes.bool(),
          "false",
          "Whether a DPoP proof binds the tokens of a client that need not send one, unless the"
              + " client is set to `bearer`. With `false` such a proof is verified and binds nothing.");
  static final ConfigKey<Boolean> ACCESS_REVOKES_FAMILY =
      TABLE.key(
          "revocation.access-revokes-family",
          ValueTypes.bool(),
          "false",
          "Whether revoking an access token also revokes its refresh token and all that came of"
              + " it.");
  static final ConfigKey<TokenTypeStyle> TOKEN_TYPE_STYLE =
      TABLE.key(
          "introspection.token-type-style",
          KeyTable.words("style", TokenTypeStyle.values()),
          "rfc7662",
          "What introspection answers as `token_type`: `rfc7662` says `Bearer` or `DPoP`,"
              + " `lockspire` says `access_token` or `refresh_token`.");
  static final ConfigKey<Duration> CLOCK_SKEW =
      TABLE.key(
          "clock-skew-seconds",
          ValueTypes.seconds(0, 120),
          "30",
          "How far the clocks of others may be off.");

  private TokenSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
