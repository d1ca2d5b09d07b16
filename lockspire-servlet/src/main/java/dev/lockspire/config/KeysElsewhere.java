package dev.lockspire.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names people look for among the configuration keys that are set somewhere else. */
final class KeysElsewhere {
  private static final String POLICY =
      "is server policy, not configuration: an operator sets it at run time and it holds for all"
          + " nodes at once";

  private static final Map<String, String> EXPLANATIONS =
      Map.ofEntries(
          Map.entry("par-policy", POLICY),
          Map.entry("dpop-policy", POLICY),
          Map.entry("security-profile", POLICY),
          Map.entry("access-token-format", POLICY),
          Map.entry("max-delegation-depth", POLICY),
          Map.entry("registration-policy", POLICY),
          Map.entry("message-signing-requires-request-objects", POLICY),
          Map.entry("message-signing-requires-jarm", POLICY),
          Map.entry("message-signing-requires-introspection", POLICY),
          Map.entry(
              "mount-path",
              "is not a key: the mapping of the servlet in web.xml is the mount path,"
                  + " and the path of lockspire.issuer must agree with it"),
          Map.entry(
              "secret-key-base",
              "is not a key: everything derives from lockspire.encryption.master-key"));

  private KeysElsewhere() {}

  /** Where a name is really set, whatever prefix and separators it was written with. */
  static Optional<String> explain(String key) {
    String name = key.toLowerCase(Locale.ROOT).replace('_', '-');
    return EXPLANATIONS.entrySet().stream()
        .filter(e -> name.endsWith("." + e.getKey()) || name.equals("lockspire-" + e.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
