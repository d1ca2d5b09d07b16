package dev.lockspire.config;

import java.util.IllformedLocaleException;
import java.util.Locale;

/** BCP 47 language tags, as OpenID Connect uses them in {@code ui_locales}. */
final class LanguageTags {
  private LanguageTags() {}

  static boolean wellFormed(String tag) {
    try {
      return !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException e) {
      return false;
    }
  }
}
