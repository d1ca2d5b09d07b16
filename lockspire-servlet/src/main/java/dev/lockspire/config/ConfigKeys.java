package dev.lockspire.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of configuration keys: every key once, with its type, range, default and meaning. The
 * reader, the messages, the environment names and {@code docs/configuration.md} are made from it.
 * The rows of each heading stand in a class of their own.
 */
public final class ConfigKeys {
  private static final List<ConfigKey<?>> ALL =
      Stream.<List<ConfigKey<?>>>of(
              IssuerSettings.all(),
              DatabaseSettings.all(),
              EncryptionSettings.all(),
              SeamSettings.all(),
              ScopeSettings.all(),
              LifetimeSettings.all(),
              PushedRequestSettings.all(),
              RequestObjectSettings.all(),
              RarSettings.all(),
              TokenSettings.all(),
              SigningSettings.all(),
              DiscoverySettings.all(),
              LogoutSettings.all(),
              HttpSettings.all(),
              MtlsSettings.all(),
              OutboundSettings.all(),
              JobSettings.all(),
              MetricsSettings.all(),
              ConsoleSettings.all())
          .<ConfigKey<?>>flatMap(Collection::stream)
          .toList();

  private ConfigKeys() {}

  /** The table, in the order of the reference. */
  public static List<ConfigKey<?>> all() {
    return ALL;
  }

  /** The row for a key as it is written; for a member of a family, the row of that member. */
  public static Optional<ConfigKey<?>> find(String name) {
    for (ConfigKey<?> key : ALL) {
      if (key.name().equals(name)) {
        return Optional.of(key);
      }
      Optional<String> member = key.memberOf(name);
      if (member.isPresent()) {
        return Optional.of(key.member(member.get()));
      }
    }
    return Optional.empty();
  }
}
