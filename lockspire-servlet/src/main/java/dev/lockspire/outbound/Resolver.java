package dev.lockspire.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up names: the system's resolver, or a test's. */
@FunctionalInterface
public interface Resolver {

  /**
   * Every address of {@code host}, IPv4 and IPv6.
   *
   * @throws UnknownHostException when there is none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The resolver of the JVM. */
  static Resolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
