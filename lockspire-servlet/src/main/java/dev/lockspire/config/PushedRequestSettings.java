package dev.lockspire.config;

import java.util.List;

/** Keys of {@link ConfigKeys}: how references to pushed requests are taken. */
final class PushedRequestSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.PUSHED_REQUESTS);

  static final ConfigKey<Boolean> SURVIVE_RELOAD =
      TABLE.key(
          "pushed-requests.survive-reload",
          ValueTypes.bool(),
          "false",
          "Whether the browser that used a reference may load the same address again while the"
              + " person signs in and decides. It goes on with the same sign-in, of which still"
              + " only one code can come. With `false` a reference is worth nothing once used.");
  static final ConfigKey<Boolean> REFERENCE_ALONE =
      TABLE.key(
          "pushed-requests.reference-alone",
          ValueTypes.bool(),
          "false",
          "Whether every parameter beside `client_id` and `request_uri` is refused at"
              + " `/authorize`. With `false` those that say what was pushed are let pass, because"
              + " OpenID Connect clients repeat some; the pushed ones count all the same.");

  private PushedRequestSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
