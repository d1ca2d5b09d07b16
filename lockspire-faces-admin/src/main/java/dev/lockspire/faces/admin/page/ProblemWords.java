package dev.lockspire.faces.admin.page;

import dev.lockspire.client.FieldError;
import dev.lockspire.faces.admin.text.Texts;

/** What is wrong with a field, in words: its name, where in it, and why. */
public final class ProblemWords {
  private static final int LONGEST_ENTRY = 100;

  private ProblemWords() {}

  /** Where the line is not known, or there is only one. */
  public static String of(FieldError error, Texts texts) {
    return of(error, 0, texts);
  }

  /**
   * @param line in which line of the field it is, from 1; 0 where that cannot be said
   */
  static String of(FieldError error, int line, Texts texts) {
    String label = "field." + error.field();
    String words = entry(error.entry(), line, reason(error.reason(), error.detail(), texts), texts);
    return texts.has(label) ? texts.get(label) + ": " + words : words;
  }

  private static String entry(String entry, int line, String words, Texts texts) {
    if (entry.isBlank()) {
      return words;
    }
    String shown = entry.length() > LONGEST_ENTRY ? entry.substring(0, LONGEST_ENTRY) + "…" : entry;
    return line > 0
        ? texts.get("error.line", line, shown, words)
        : texts.get("error.entry", shown, words);
  }

  static String reason(String reason, String detail, Texts texts) {
    String key = "reason." + reason;
    String words = texts.has(key) ? texts.get(key) : reason.replace('_', ' ');
    String more = "detail." + detail;
    if (detail.isEmpty()) {
      return words;
    }
    return words + " (" + (texts.has(more) ? texts.get(more) : detail) + ")";
  }
}
