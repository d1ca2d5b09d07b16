package dev.lockspire.config;

import static dev.lockspire.config.ValueTypes.require;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What outgoing requests may reach although it is not public. */
public sealed interface AllowedTarget {

  /** The addresses of a block, whatever they are. */
  record Block(Cidr addresses) implements AllowedTarget {
    public Block {
      Objects.requireNonNull(addresses, "addresses");
    }
  }

  /**
   * A host by its name in lower case: its addresses may be private or loopback ones.
   *
   * @param port reachable at this port as well, when there is one
   */
  record Host(String name, OptionalInt port) implements AllowedTarget {
    private static final Pattern TEXT =
        Pattern.compile("([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::([1-9][0-9]{0,4}))?");

    private static final Pattern LETTER = Pattern.compile("[a-z]");

    /**
     * Checks name and port.
     *
     * @throws IllegalArgumentException when one is none
     */
    public Host {
      require(TEXT.matcher(name).matches() && name.indexOf(':') < 0, RULE);
      // Digits and dots alone are an address or a slip.
      require(LETTER.matcher(name).find() || Cidr.isAddress(name), RULE);
      port.ifPresent(number -> require(number >= 1 && number <= 65_535, RULE));
    }

    private static Host parse(String text) {
      var matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
      require(matcher.matches(), RULE);
      String port = matcher.group(2);
      return new Host(
          matcher.group(1),
          port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
    }
  }

  /** What a text of another kind is told. */
  String RULE = "must be a block of addresses such as 10.0.0.0/8, an address, or host[:port]";

  /** The type of one element of the list. */
  static ValueType<AllowedTarget> type() {
    return ValueType.of(
        "target",
        "a block of addresses, an address, or `host[:port]`",
        AllowedTarget::parse,
        t -> {});
  }

  private static AllowedTarget parse(String text) {
    return text.indexOf('/') >= 0 || Cidr.isAddress(text)
        ? new Block(Cidr.parse(text))
        : Host.parse(text);
  }
}
