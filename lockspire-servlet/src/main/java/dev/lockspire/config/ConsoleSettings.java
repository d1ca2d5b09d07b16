package dev.lockspire.config;

import java.util.List;

/** Keys of {@link ConfigKeys}: who guards the console. */
final class ConsoleSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.CONSOLE);

  static final ConfigKey<ConsoleGuard> ADMIN_GUARD =
      TABLE.key(
          "admin.guard",
          ValueType.of(
              "guard",
              "`container`, `filter:` and the name of a filter, or `external`",
              ConsoleGuard::parse,
              guard -> {}),
          "container",
          "What keeps others from the console; without it the application does not start."
              + " `container`: a `security-constraint` of the host's `web.xml` that covers the"
              + " console; `filter:<name>`: a filter of the host that is mapped to it; `external`:"
              + " something this application cannot see, such as a reverse proxy. Asked only where"
              + " the console is.");

  private ConsoleSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
