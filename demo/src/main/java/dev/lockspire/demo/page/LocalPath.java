package dev.lockspire.demo.page;

import java.util.Optional;

/**
 * A path on this host that a browser may be sent to. Whoever can choose where a login page leads
 * could send people to a copy of it elsewhere, so nothing but a local path passes.
 */
public record LocalPath(String value) {
  private static final int LONGEST = 4096;

  /**
   * @throws IllegalArgumentException when {@code value} could lead elsewhere
   */
  public LocalPath {
    if (!isLocal(value)) {
      throw new IllegalArgumentException("not a local path");
    }
  }

  /** The path {@code text} spells; empty when it is absent or could lead elsewhere. */
  public static Optional<LocalPath> of(String text) {
    return text != null && isLocal(text) ? Optional.of(new LocalPath(text)) : Optional.empty();
  }

  /**
   * Exactly one leading slash; no backslash, which browsers read as a slash; nothing that browsers
   * drop silently, which could make two slashes out of one.
   */
  private static boolean isLocal(String text) {
    return text.length() <= LONGEST
        && text.startsWith("/")
        && !text.startsWith("//")
        && text.indexOf('\\') < 0
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  @Override
  public String toString() {
    return value;
  }
}
