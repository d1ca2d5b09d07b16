package dev.lockspire.config;

import static dev.lockspire.config.ValueTypes.require;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP port, or several that follow each other.
 *
 * @param first 1 to 65535
 * @param last from {@code first} to 65535
 */
public record PortRange(int first, int last) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
  private static final String RULE = "must be a port from 1 to 65535, or a range such as 8000-8999";

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is none
   */
  public PortRange {
    require(first >= 1 && last >= first && last <= 65_535, RULE);
  }

  static ValueType<PortRange> type() {
    return ValueType.of("port", "from 1 to 65535, or a range", PortRange::parse, range -> {});
  }

  private static PortRange parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    require(matcher.matches(), RULE);
    int first = Integer.parseInt(matcher.group(1));
    String last = matcher.group(2);
    return new PortRange(first, last == null ? first : Integer.parseInt(last));
  }

  public boolean contains(int port) {
    return port >= first && port <= last;
  }
}
