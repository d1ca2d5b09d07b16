package dev.lockspire.faces.admin.text;

import java.text.MessageFormat;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The words of one language, in one file for the frame and one for each subject. English is
 * complete; a key without words is shown as the key.
 *
 * @param locale the language
 * @param words by key
 */
public record Texts(Locale locale, Map<String, String> words) {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);
  private static final String PACKAGE = "dev.lockspire.faces.admin.text.";

  /** Files of words; a key is in one of them only. */
  static final List<String> FILES =
      List.of(
          "console",
          "overview",
          "clients",
          "clientkeys",
          "clientresponses",
          "clientsubjects",
          "keys",
          "policies",
          "standards",
          "consents",
          "tokens",
          "interactions",
          "refusals",
          "rules",
          "audit",
          "health");

  private static final Map<Locale, Texts> READ =
      LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Texts::read));

  public Texts {
    Objects.requireNonNull(locale, "locale");
    words = Map.copyOf(words);
  }

  /** Those of a language; English for one the console does not speak. */
  public static Texts in(Locale locale) {
    Locale spoken = best(Collections.enumeration(List.of(locale)));
    return READ.get(spoken);
  }

  private static Texts read(Locale locale) {
    Map<String, String> words = new HashMap<>();
    for (String file : FILES) {
      ResourceBundle bundle =
          ResourceBundle.getBundle(
              PACKAGE + file,
              locale,
              Texts.class.getClassLoader(),
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES));
      for (String key : bundle.keySet()) {
        if (words.put(key, bundle.getString(key)) != null) {
          throw new IllegalStateException(key + " is in two files of words");
        }
      }
    }
    return new Texts(locale, words);
  }

  /** The first language of somebody's wishes that the console speaks. */
  public static Locale best(Enumeration<Locale> wishes) {
    return Collections.list(wishes).stream()
        .map(wish -> Locale.forLanguageTag(wish.getLanguage()))
        .filter(LANGUAGES::contains)
        .findFirst()
        .orElse(Locale.ENGLISH);
  }

  /** Every language there is. */
  public static List<Locale> languages() {
    return LANGUAGES;
  }

  /** The words of a key, with {@code {0}} and so on filled in. */
  public String get(String key, Object... values) {
    String pattern = words.get(key);
    if (pattern == null) {
      return key;
    }
    return values.length == 0 && pattern.indexOf('\'') < 0 && pattern.indexOf('{') < 0
        ? pattern
        : new MessageFormat(pattern, locale).format(values);
  }

  public boolean has(String key) {
    return words.containsKey(key);
  }
}
