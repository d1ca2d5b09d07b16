package dev.lockspire.config;

import dev.lockspire.http.AddressRange;
import dev.lockspire.http.IpLiteral;
import java.util.List;

/**
 * Whose word counts about the connections they forward: reverse proxies that overwrite what a
 * client could have sent itself.
 *
 * @param ranges addresses they connect from
 */
public record TrustedProxies(List<AddressRange> ranges) {

  /**
   * Checks each range.
   *
   * @throws IllegalArgumentException when one covers every address
   */
  public TrustedProxies {
    ranges = ConfigKeys.TRUSTED_PROXIES.check(List.copyOf(ranges));
  }

  /**
   * Whether {@code peer} is one of them.
   *
   * @param peer address of the immediate peer, as the container tells it; what is no address is
   *     nobody
   */
  public boolean include(String peer) {
    return IpLiteral.ofPeer(peer)
        .filter(address -> ranges.stream().anyMatch(range -> range.contains(address)))
        .isPresent();
  }
}
