package dev.lockspire.faces.admin.refusals;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a word differs from another one.
 *
 * @param start first character that differs
 * @param end behind the last one
 * @param other the other word; empty when none is alike, and the whole word differs
 */
record Difference(int start, int end, Optional<String> other, int otherEnd) {
  private static final String ADDRESS = "://";

  /** From the address that is most alike, if the word is one. */
  static Difference nearest(String word, List<String> others) {
    Optional<String> nearest =
        others.stream()
            .filter(other -> word.contains(ADDRESS) && other.contains(ADDRESS))
            .max(Comparator.comparingInt(other -> alike(word, other)))
            .filter(other -> 2 * alike(word, other) >= word.length());
    return nearest
        .map(other -> between(word, other))
        .orElseGet(() -> new Difference(0, word.length(), Optional.empty(), 0));
  }

  /** The same, from the other word's side. */
  Difference mirrored() {
    return new Difference(start, otherEnd, Optional.empty(), 0);
  }

  private static Difference between(String word, String other) {
    int start = prefix(word, other);
    int suffix = suffix(word, other, start);
    return new Difference(
        start, word.length() - suffix, Optional.of(other), other.length() - suffix);
  }

  private static int alike(String one, String other) {
    int start = prefix(one, other);
    return start + suffix(one, other, start);
  }

  private static int prefix(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int i = 0;
    while (i < most && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }

  private static int suffix(String one, String other, int start) {
    int most = Math.min(one.length(), other.length()) - start;
    int i = 0;
    while (i < most && one.charAt(one.length() - 1 - i) == other.charAt(other.length() - 1 - i)) {
      i++;
    }
    return i;
  }
}
