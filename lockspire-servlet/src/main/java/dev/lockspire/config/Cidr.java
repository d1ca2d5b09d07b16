package dev.lockspire.config;

import static dev.lockspire.config.ValueTypes.require;

import dev.lockspire.http.IpLiteral;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A block of IP addresses (RFC 4632, RFC 4291 §2.3), or a single one.
 *
 * @param network its first address
 * @param bits how many leading bits an address of the block shares with it: 0 to 32, or 0 to 128
 */
public record Cidr(InetAddress network, int bits) {
  private static final String RULE =
      "must be an IP address, or a block of them such as 10.0.0.0/8 or fd00::/8";
  private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");

  /**
   * Checks that the block is one.
   *
   * @throws IllegalArgumentException when the length is out of range, or {@code network} is not its
   *     first address
   */
  public Cidr {
    byte[] bytes = network.getAddress();
    require(bits >= 0 && bits <= bytes.length * 8, RULE);
    for (int bit = bits; bit < bytes.length * 8; bit++) {
      require((bytes[bit / 8] & (0x80 >> bit % 8)) == 0, "must begin at the block's first address");
    }
  }

  /**
   * Reads an address or a block; a name is never looked up.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      InetAddress single = address(text);
      return new Cidr(single, single.getAddress().length * 8);
    }
    String length = text.substring(slash + 1);
    require(BITS.matcher(length).matches(), RULE);
    return new Cidr(address(text.substring(0, slash)), Integer.parseInt(length));
  }

  /** Whether {@code text} spells an IP address. */
  static boolean isAddress(String text) {
    return IpLiteral.parse(text).isPresent();
  }

  private static InetAddress address(String text) {
    return IpLiteral.parse(text).orElseThrow(() -> new IllegalArgumentException(RULE));
  }

  /** Whether {@code address} lies in this block; one of the other family never does. */
  public boolean contains(InetAddress address) {
    return contains(address.getAddress());
  }

  /** As {@link #contains(InetAddress)}, for the 4 or 16 bytes of an address. */
  public boolean contains(byte[] address) {
    byte[] first = network.getAddress();
    if (address.length != first.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (address[i] != first[i]) {
        return false;
      }
    }
    int mask = 0xFF00 >> bits % 8 & 0xFF;
    return bits % 8 == 0 || (address[whole] & mask) == (first[whole] & mask);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
