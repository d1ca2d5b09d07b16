package dev.lockspire.config;

import static dev.lockspire.config.ValueTypes.require;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An {@link AllowedTarget} as an operator writes it. */
final class AllowedTargetText {
  static final String RULE =
      "must be a block of addresses such as 10.0.0.0/8, an address, or host[:port]";

  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern LETTER = Pattern.compile("[a-z]");
  private static final Pattern NAME_AND_PORT = Pattern.compile("([^:]*)(?::([1-9][0-9]{0,4}))?");

  private AllowedTargetText() {}

  static ValueType<AllowedTarget> type() {
    return ValueType.of(
        "target",
        "a block of addresses, an address, or `host[:port]`",
        AllowedTargetText::parse,
        target -> {});
  }

  private static AllowedTarget parse(String text) {
    if (text.indexOf('/') >= 0 || Cidr.isAddress(text)) {
      return new AllowedTarget.Block(Cidr.parse(text));
    }
    Matcher matcher = NAME_AND_PORT.matcher(text.toLowerCase(Locale.ROOT));
    require(matcher.matches(), RULE);
    String port = matcher.group(2);
    return new AllowedTarget.Host(
        matcher.group(1),
        port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
  }

  /** Digits and dots alone are an address or a slip. */
  static boolean isHost(String name) {
    return NAME.matcher(name).matches() && (LETTER.matcher(name).find() || Cidr.isAddress(name));
  }
}
