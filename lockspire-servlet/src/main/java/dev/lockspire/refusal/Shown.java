package dev.lockspire.refusal;

/** Text of a caller, made fit to be kept and shown: bounded, one line, no control characters. */
final class Shown {
  private Shown() {}

  static String text(String value, int longest) {
    String cut = value.length() <= longest ? value : value.substring(0, longest) + "…";
    StringBuilder shown = new StringBuilder(cut.length());
    cut.codePoints()
        .map(c -> Character.isISOControl(c) || isSurrogate(c) ? 0xfffd : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
