package dev.lockspire.faces.admin.shell;

import dev.lockspire.admin.Count;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.text.Instants;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.faces.admin.text.Tone;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words and values in the person's language: {@code #{lockspireText.of('key')}}. */
@Named
@RequestScoped
public class LockspireText {
  @Inject Console console;

  private Texts texts;

  public String getLanguage() {
    return texts().locale().getLanguage();
  }

  public String of(String key) {
    return texts().get(key);
  }

  public String of(String key, Object value) {
    return texts().get(key, value);
  }

  public String of(String key, Object first, Object second) {
    return texts().get(key, first, second);
  }

  /** Words of one of several things of a kind: {@code token.type}, {@code ACCESS_TOKEN}. */
  public String named(String kind, Object value) {
    return texts().get(kind + "." + name(value));
  }

  /** Values in one line, apart by spaces. */
  public String words(List<String> values) {
    return String.join(" ", values);
  }

  /** What helps to fill in a field; empty where its name says enough. */
  public String hint(String field) {
    String key = "field." + field + ".hint";
    return texts().has(key) ? texts().get(key) : "";
  }

  /** Words of a state, given by wire name or constant. */
  public String state(Object state) {
    String name = name(state);
    String key = "state." + name;
    return texts().has(key) ? texts().get(key) : name.replace('_', ' ');
  }

  /** Style of a state's badge. */
  public String tone(Object state) {
    return Tone.of(name(state)).styleClass();
  }

  /** UTC; empty when there is none. */
  public String time(Object instant) {
    return instant(instant).map(Instants::text).orElse("");
  }

  /** ISO 8601, for machines; empty when there is none. */
  public String iso(Object instant) {
    return instant(instant).map(Instants::iso).orElse("");
  }

  public String number(long value) {
    return NumberFormat.getIntegerInstance(texts().locale()).format(value);
  }

  /** A count, or "more than" where counting stopped. */
  public String count(Count count) {
    String number = number(count.value());
    return count.exact() ? number : texts().get("count.more", number);
  }

  private static Optional<Instant> instant(Object value) {
    Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    return plain instanceof Instant instant ? Optional.of(instant) : Optional.empty();
  }

  private static String name(Object state) {
    String name = state instanceof Enum<?> constant ? constant.name() : String.valueOf(state);
    return name.toLowerCase(Locale.ROOT);
  }

  private Texts texts() {
    if (texts == null) {
      texts = console.texts();
    }
    return texts;
  }
}
