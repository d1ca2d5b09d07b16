package dev.lockspire.config;

/** Writes {@code docs/configuration.md} from the table of keys. */
public final class ConfigurationReference {
  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Made from dev.lockspire.config.ConfigKeys. Do not edit: change the table there and run
           LOCKSPIRE_TEST_WRITE_DOCS=true mvn -pl lockspire-servlet test -Dtest=ConfigurationReferenceTest -->

      Lockspire reads its configuration once, at start, from these places. A later one overrides an
      earlier one, key by key:

      1. `META-INF/lockspire.properties` on the class path (UTF-8)
      2. `@LockspireConfiguration` on a class of the host
      3. context-params of `web.xml`
      4. system properties
      5. environment variables: the key in upper case, dots and dashes as underscores
      6. what the host's `LockspireConfigurer` sets

      A blank value takes back what an earlier place says, so that the default holds again. Lists are
      separated by white space or commas. Durations are written as in ISO 8601 (`PT10M`, `P30D`) or as
      a number with one unit (`90s`, `10m`, `12h`, `30d`).

      Everything that is wrong is reported together and stops the start. An unknown key that begins
      with `lockspire.` (or `LOCKSPIRE_`) is wrong too, and the message names the nearest known one;
      only `LOCKSPIRE_CHROMIUM` and variables beginning with `LOCKSPIRE_TEST_` are passed over. Values
      of secret keys appear in no message.

      Init-params and annotation values of Lockspire's filters may contain `${key}`, filled in from
      the same places; a key without the prefix `lockspire.` may be used for that alone.

      Server policy (PAR, DPoP, security profile, access token format, registration, delegation) is no
      configuration: operators set it at run time, for all nodes at once.
      """;

  private ConfigurationReference() {}

  /** The whole document, lines ending in a single line feed. */
  public static String markdown() {
    StringBuilder document = new StringBuilder(INTRODUCTION);
    for (ConfigSection section : ConfigSection.values()) {
      document.append("\n## ").append(section.title()).append('\n');
      ConfigKeys.all().stream()
          .filter(key -> key.section().equals(section.title()))
          .forEach(key -> document.append(entry(key)));
    }
    return document.toString();
  }

  private static String entry(ConfigKey<?> key) {
    return """

        ### `%s`

        %s

        - Type: %s%s%s
        - Default: %s
        - Environment: `%s`
        """
        .formatted(
            key.name(),
            key.description(),
            key.typeName(),
            key.range().isEmpty() ? "" : ": " + key.range(),
            key.secret() ? " (secret)" : "",
            standard(key),
            key.environmentName());
  }

  private static String standard(ConfigKey<?> key) {
    if (key.required()) {
      return "none, **required**";
    }
    return key.defaultText()
        .map(text -> text.isEmpty() ? "empty" : "`" + text + "`")
        .orElse("not set");
  }
}
