package dev.lockspire.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One row of the table of keys: its name, what a value must be, and how it is documented.
 *
 * <p>The name of a family contains {@code <name>}, which every member of the family fills in, for
 * example {@code lockspire.resource-server.<name>.identifier}.
 *
 * @param <T> what the text becomes once it has been checked
 */
public final class ConfigKey<T> {
  static final String PREFIX = "lockspire.";
  static final String MEMBER_RULE =
      "names are lower-case letters and digits in parts joined by single dashes";
  private static final String MEMBER = "<name>";
  private static final Pattern MEMBER_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Whether a value has to be there. */
  enum Presence {
    REQUIRED,
    OPTIONAL
  }

  private final ConfigSection section;
  private final String name;
  private final ValueType<T> type;
  private final Presence presence;
  private final Optional<String> defaultText;
  private final String description;

  ConfigKey(
      ConfigSection section,
      String name,
      ValueType<T> type,
      Presence presence,
      Optional<String> defaultText,
      String description) {
    this.section = section;
    this.name = name;
    this.type = type;
    this.presence = presence;
    this.defaultText = defaultText;
    this.description = description;
  }

  /** The key, beginning with {@code lockspire.}. */
  public String name() {
    return name;
  }

  /** The heading it is documented under. */
  public String section() {
    return section.title();
  }

  /** What a value is, in words: {@code duration}, {@code list of scopes}. */
  public String typeName() {
    return type.name();
  }

  /** What values are allowed, in words; empty when any value of the type is. */
  public String range() {
    return type.range();
  }

  /** The text that holds when nothing is written. */
  public Optional<String> defaultText() {
    return defaultText;
  }

  /** Whether start-up fails when nothing is written. */
  public boolean required() {
    return presence == Presence.REQUIRED;
  }

  /** Whether its value must never be shown. */
  public boolean secret() {
    return type.secret();
  }

  /** One line: what it is for. */
  public String description() {
    return description;
  }

  /** Where it is explained, as a path in the repository with an anchor. */
  public String documentedAt() {
    return "docs/configuration.md#" + section.anchor();
  }

  /** The environment variable that sets it. */
  public String environmentName() {
    return EnvironmentNames.of(name);
  }

  /** Whether the name stands for a family of keys. */
  public boolean isFamily() {
    return name.contains(MEMBER);
  }

  /** The member a key of this family names; empty when the key is not of this family. */
  Optional<String> memberOf(String key) {
    return memberText(key).filter(member -> MEMBER_NAME.matcher(member).matches());
  }

  /** What stands in the place of the member, legal or not. */
  Optional<String> memberText(String key) {
    if (!isFamily()
        || !key.startsWith(familyPrefix())
        || !key.endsWith(familySuffix())
        || key.length() <= familyPrefix().length() + familySuffix().length()) {
      return Optional.empty();
    }
    return Optional.of(
        key.substring(familyPrefix().length(), key.length() - familySuffix().length()));
  }

  /** The key of one member of this family. */
  ConfigKey<T> member(String member) {
    return new ConfigKey<>(
        section, name.replace(MEMBER, member), type, presence, defaultText, description);
  }

  String familyPrefix() {
    return name.substring(0, name.indexOf(MEMBER));
  }

  String familySuffix() {
    return name.substring(name.indexOf(MEMBER) + MEMBER.length());
  }

  /**
   * The value a text stands for.
   *
   * @throws IllegalArgumentException saying what is wrong, without the text
   */
  T parse(String text) {
    return type.parse(text);
  }

  /**
   * The value itself when it is within the range of this key: records use it, so that a range is
   * written down once.
   *
   * @throws IllegalArgumentException naming the key and what is wrong
   */
  T check(T value) {
    try {
      type.check(value);
      return value;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " " + e.getMessage(), e);
    }
  }

  Optional<T> checkAll(Optional<T> value) {
    return value.map(this::check);
  }

  Optional<T> defaultValue() {
    return defaultText.map(this::parse);
  }

  /** What of a text may be shown in a message. */
  Optional<String> shown(String text) {
    return secret() ? Optional.empty() : Optional.of(type.redact(text));
  }

  @Override
  public String toString() {
    return name;
  }
}
