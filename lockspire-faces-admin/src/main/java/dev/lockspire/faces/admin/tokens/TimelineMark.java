package dev.lockspire.faces.admin.tokens;

import java.time.Instant;

/**
 * Something that happened to a token, on the axis of its family's picture.
 *
 * @param kind what, which has a shape and a word of its own
 * @param at when
 * @param x place on the axis, as {@code 12.5%}
 * @param shift pixels aside, so that marks of the same moment do not cover each other
 */
public record TimelineMark(Kind kind, Instant at, String x, int shift) {

  /** Told apart by shape and word; the colour only adds to that. */
  public enum Kind {
    ISSUED("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0"),
    ROTATED("M0-6L6 0L0 6L-6 0Z"),
    REUSED("M0-8L8 6H-8Z"),
    REVOKED("M-5-5L5 5M5-5L-5 5"),
    EXPIRED("M-5-5H5V5H-5Z"),
    ALIVE("M-3-5L3 0L-3 5");

    private final String path;

    Kind(String path) {
      this.path = path;
    }

    /** SVG path data around the origin. */
    public String getPath() {
      return path;
    }

    public String getWord() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
