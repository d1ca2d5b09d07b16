package dev.lockspire.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys of {@link ConfigKeys}: scopes, their claims, and the APIs they belong to. */
final class ScopeSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.SCOPES);

  static final ConfigKey<List<String>> KNOWN_SCOPES =
      TABLE.key(
          "known-scopes",
          ValueTypes.scope().list("list of scopes"),
          "",
          "Every scope a client may be allowed. `openid` is always known.");
  static final ConfigKey<Map<String, Set<String>>> SCOPE_CLAIMS =
      TABLE.key(
          "scope-claims",
          ScopeClaims.type(),
          "",
          "Claims that a scope asks for, beyond those of OpenID Connect. The account resolver is"
              + " asked for them; each scope also stands in `lockspire.known-scopes`.");
  static final ConfigKey<URI> RESOURCE_SERVER_IDENTIFIER =
      TABLE.optional(
          "resource-server.<name>.identifier",
          UriRules.resource(),
          "Resource indicator (RFC 8707) of an API: the audience of tokens meant for it. Required"
              + " for each `<name>` that is used; "
              + ConfigKey.MEMBER_RULE
              + ".");
  static final ConfigKey<List<String>> RESOURCE_SERVER_SCOPES =
      TABLE.key(
          "resource-server.<name>.scopes",
          ValueTypes.scope().list("list of scopes"),
          "",
          "The scopes that belong to that API; each also stands in `lockspire.known-scopes`.");

  private ScopeSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
