package dev.lockspire.http;

import java.net.InetAddress;
import java.util.Objects;

/**
 * A block of IP addresses in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3).
 *
 * @param network its first address
 * @param prefix how many leading bits all of its addresses share, 0 to 32 or 128
 */
public record AddressRange(InetAddress network, int prefix) {

  /**
   * Checks that the network has no bits beyond the prefix.
   *
   * @throws IllegalArgumentException when it has, or the prefix is too long
   */
  public AddressRange {
    Objects.requireNonNull(network, "network");
    byte[] address = network.getAddress();
    if (prefix < 0 || prefix > address.length * 8) {
      throw new IllegalArgumentException("has a prefix that is too long for its address");
    }
    for (int bit = prefix; bit < address.length * 8; bit++) {
      if (bit(address, bit) != 0) {
        throw new IllegalArgumentException(
            "has bits beyond its prefix: write the first address of the block");
      }
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address alone.
   *
   * @throws IllegalArgumentException when {@code text} is no such thing
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    InetAddress network =
        IpLiteral.parse(literal)
            .orElseThrow(() -> new IllegalArgumentException("must be an IP address or a CIDR"));
    int bits = network.getAddress().length * 8;
    return new AddressRange(network, slash < 0 ? bits : prefix(text.substring(slash + 1)));
  }

  private static int prefix(String digits) {
    if (!digits.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException("must have a number after its slash");
    }
    return Integer.parseInt(digits);
  }

  /** Whether {@code address} lies in this block; one of the other family never does. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (bit(mine, bit) != bit(other, bit)) {
        return false;
      }
    }
    return true;
  }

  private static int bit(byte[] address, int index) {
    return address[index / 8] >> (7 - index % 8) & 1;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
