package dev.lockspire.faces.admin.text;

import java.text.MessageFormat;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.ResourceBundle;

/**
 * The words of one language. English is complete; a key without words is shown as the key.
 *
 * @param locale the language
 * @param bundle its words
 */
public record Texts(Locale locale, ResourceBundle bundle) {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);
  private static final String BUNDLE = "dev.lockspire.faces.admin.text.console";

  public Texts {
    Objects.requireNonNull(locale, "locale");
    Objects.requireNonNull(bundle, "bundle");
  }

  /** Those of a language; English for one the console does not speak. */
  public static Texts in(Locale locale) {
    Locale spoken = best(Collections.enumeration(List.of(locale)));
    return new Texts(
        spoken,
        ResourceBundle.getBundle(
            BUNDLE,
            spoken,
            Texts.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
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
    try {
      String pattern = bundle.getString(key);
      return values.length == 0 && pattern.indexOf('\'') < 0 && pattern.indexOf('{') < 0
          ? pattern
          : new MessageFormat(pattern, locale).format(values);
    } catch (MissingResourceException e) {
      return key;
    }
  }

  public boolean has(String key) {
    return bundle.containsKey(key);
  }
}
