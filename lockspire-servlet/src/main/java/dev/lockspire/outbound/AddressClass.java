package dev.lockspire.outbound;

import dev.lockspire.config.Cidr;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells public addresses from all others (RFC 6890 and the registries that follow it). An IPv6
 * address that carries an IPv4 one is as safe as what it carries, and never safer.
 */
final class AddressClass {
  private record Rule(Cidr block, TargetReason reason) {}

  /** The first that fits decides. */
  private static final List<Rule> V4 =
      List.of(
          rule("0.0.0.0/32", TargetReason.UNSPECIFIED),
          rule("0.0.0.0/8", TargetReason.RESERVED),
          rule("10.0.0.0/8", TargetReason.PRIVATE),
          rule("100.64.0.0/10", TargetReason.PRIVATE),
          rule("127.0.0.0/8", TargetReason.LOOPBACK),
          // A public number, but answered by the hypervisor of one cloud, as 169.254.169.254 is.
          rule("168.63.129.16/32", TargetReason.LINK_LOCAL),
          rule("169.254.0.0/16", TargetReason.LINK_LOCAL),
          rule("172.16.0.0/12", TargetReason.PRIVATE),
          rule("192.0.0.0/24", TargetReason.RESERVED),
          rule("192.0.2.0/24", TargetReason.RESERVED),
          rule("192.88.99.0/24", TargetReason.RESERVED),
          rule("192.168.0.0/16", TargetReason.PRIVATE),
          rule("198.18.0.0/15", TargetReason.RESERVED),
          rule("198.51.100.0/24", TargetReason.RESERVED),
          rule("203.0.113.0/24", TargetReason.RESERVED),
          rule("224.0.0.0/4", TargetReason.MULTICAST),
          rule("240.0.0.0/4", TargetReason.RESERVED));

  private static final List<Rule> V6 =
      List.of(
          rule("::/128", TargetReason.UNSPECIFIED),
          rule("::1/128", TargetReason.LOOPBACK),
          rule("64:ff9b:1::/48", TargetReason.PRIVATE),
          rule("fc00::/7", TargetReason.PRIVATE),
          rule("fe80::/10", TargetReason.LINK_LOCAL),
          rule("fec0::/10", TargetReason.PRIVATE),
          rule("ff00::/8", TargetReason.MULTICAST),
          rule("2001::/23", TargetReason.RESERVED),
          rule("2001:db8::/32", TargetReason.RESERVED),
          rule("3fff::/20", TargetReason.RESERVED));

  private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");
  private static final Cidr COMPATIBLE = Cidr.parse("::/96");
  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
  private static final Cidr TEREDO = Cidr.parse("2001::/32");

  private AddressClass() {}

  private static Rule rule(String block, TargetReason reason) {
    return new Rule(Cidr.parse(block), reason);
  }

  /** Why {@code address} is not public; empty when it is. */
  static Optional<TargetReason> reason(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? first(V4, bytes) : v6(bytes);
  }

  private static Optional<TargetReason> v6(byte[] bytes) {
    if (isMapped(bytes) || NAT64.contains(bytes)) {
      return first(V4, Arrays.copyOfRange(bytes, 12, 16));
    }
    // Nothing public answers there any more, whatever the address within.
    if (SIX_TO_FOUR.contains(bytes)) {
      return first(V4, Arrays.copyOfRange(bytes, 2, 6)).or(AddressClass::reserved);
    }
    if (TEREDO.contains(bytes)) {
      return first(V4, inverted(Arrays.copyOfRange(bytes, 12, 16))).or(AddressClass::reserved);
    }
    Optional<TargetReason> reason = first(V6, bytes);
    if (reason.isPresent()) {
      return reason;
    }
    if (COMPATIBLE.contains(bytes)) {
      return first(V4, Arrays.copyOfRange(bytes, 12, 16)).or(AddressClass::reserved);
    }
    return GLOBAL_UNICAST.contains(bytes) ? Optional.empty() : reserved();
  }

  private static Optional<TargetReason> reserved() {
    return Optional.of(TargetReason.RESERVED);
  }

  private static Optional<TargetReason> first(List<Rule> rules, byte[] address) {
    for (Rule rule : rules) {
      if (rule.block().contains(address)) {
        return Optional.of(rule.reason());
      }
    }
    return Optional.empty();
  }

  /** {@code ::ffff:0:0/96}, which no {@link Cidr} can say: the JDK turns it into IPv4. */
  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1;
  }

  /** Teredo writes the client's address upside down (RFC 4380 §4). */
  private static byte[] inverted(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = (byte) ~bytes[i];
    }
    return turned;
  }
}
