package dev.lockspire.admin;

import dev.lockspire.crypto.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Where a page lies in a list: at its start, at its end, or right after or before a row. As text it
 * is opaque, short and fit for a URL; text that is no position stands for the first page.
 */
public final class Position {
  private static final int LONGEST = 2048;
  private static final String SEPARATOR = "\0";
  private static final Position FIRST = new Position(Side.FIRST, List.of());
  private static final Position LAST = new Position(Side.LAST, List.of());

  /** Where a page lies. */
  enum Side {
    FIRST,
    LAST,
    AFTER,
    BEFORE;

    /** Whether the page begins there and goes on with the list, rather than ends there. */
    boolean forward() {
      return this == FIRST || this == AFTER;
    }

    /** Whether it lies beside a row. */
    boolean beside() {
      return this == AFTER || this == BEFORE;
    }
  }

  private final Side side;
  private final List<String> key;

  private Position(Side side, List<String> key) {
    this.side = side;
    this.key = key;
  }

  public static Position first() {
    return FIRST;
  }

  public static Position last() {
    return LAST;
  }

  static Position after(List<String> key) {
    return new Position(Side.AFTER, List.copyOf(key));
  }

  static Position before(List<String> key) {
    return new Position(Side.BEFORE, List.copyOf(key));
  }

  /**
   * What {@link #text} gave; the first page for anything else.
   *
   * @param text may be null
   */
  public static Position parse(String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST) {
      return FIRST;
    }
    try {
      String plain = new String(Base64Url.decode(text), StandardCharsets.UTF_8);
      List<String> parts = Arrays.asList(plain.split(SEPARATOR, -1));
      List<String> key = parts.subList(1, parts.size());
      return switch (parts.get(0)) {
        case "l" -> LAST;
        case "a" -> after(key);
        case "b" -> before(key);
        default -> FIRST;
      };
    } catch (IllegalArgumentException e) {
      return FIRST;
    }
  }

  /** Base64url; empty for the first page. */
  public String text() {
    String kind =
        switch (side) {
          case FIRST -> "";
          case LAST -> "l";
          case AFTER -> "a";
          case BEFORE -> "b";
        };
    String plain = key.isEmpty() ? kind : kind + SEPARATOR + String.join(SEPARATOR, key);
    return Base64Url.encode(plain.getBytes(StandardCharsets.UTF_8));
  }

  Side side() {
    return side;
  }

  /** The sort key of the row beside which the page lies. */
  List<String> key() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position position && position.side == side && position.key.equals(key);
  }

  @Override
  public int hashCode() {
    return Objects.hash(side, key);
  }

  @Override
  public String toString() {
    return "Position[" + text() + "]";
  }
}
