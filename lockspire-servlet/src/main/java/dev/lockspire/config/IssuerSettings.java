package dev.lockspire.config;

import java.net.URI;
import java.util.List;

/** Keys of {@link ConfigKeys}: who this provider is. */
final class IssuerSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.ISSUER);

  static final ConfigKey<URI> ISSUER =
      TABLE.required(
          "issuer",
          UriRules.issuer(),
          "The URL this provider is known by. Its path is the path Lockspire is mounted at."
              + " `https`, except for loopback hosts.");
  static final ConfigKey<Boolean> ALLOW_INSECURE_ISSUER =
      TABLE.key(
          "allow-insecure-issuer",
          ValueTypes.bool(),
          "false",
          "Accepts an `http` issuer on any host. For test networks only.");

  private IssuerSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
