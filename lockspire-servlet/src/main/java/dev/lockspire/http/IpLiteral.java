package dev.lockspire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IP addresses as texts spell them. Nothing is ever looked up: what is no literal is no address.
 *
 * <p>An IPv4 address that is mapped into IPv6 (RFC 4291 §2.5.5.2) is the IPv4 address.
 */
public final class IpLiteral {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private IpLiteral() {}

  /** The address; empty when {@code text} is anything but an IPv4 or IPv6 literal. */
  public static Optional<InetAddress> parse(String text) {
    if (V4.matcher(text).matches()) {
      return resolved(text);
    }
    boolean v6 = text.indexOf(':') >= 0 && V6.matcher(text).matches();
    // In brackets it is parsed as a literal or refused, and never taken for a name.
    return v6 ? resolved("[" + text + "]") : Optional.empty();
  }

  /**
   * As {@link #parse}, for the address of a connection: containers put IPv6 addresses in brackets,
   * and name the interface of link-local ones.
   */
  public static Optional<InetAddress> ofPeer(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String bare = bracketed ? text.substring(1, text.length() - 1) : text;
    int zone = bare.indexOf('%');
    return parse(zone < 0 ? bare : bare.substring(0, zone));
  }

  private static Optional<InetAddress> resolved(String literal) {
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }
}
