package dev.lockspire.config;

import dev.lockspire.http.IpLiteral;
import java.util.List;

/**
 * Whose word counts about the connections they forward: reverse proxies that overwrite what a
 * client could have sent itself.
 *
 * @param blocks addresses they connect from
 */
public record TrustedProxies(List<Cidr> blocks) {

  /**
   * Checks each block.
   *
   * @throws IllegalArgumentException when one covers every address
   */
  public TrustedProxies {
    blocks = MtlsSettings.TRUSTED_PROXIES.check(List.copyOf(blocks));
  }

  /**
   * Whether {@code peer} is one of them.
   *
   * @param peer address of the immediate peer, as the container tells it; what is no address is
   *     nobody
   */
  public boolean include(String peer) {
    return IpLiteral.ofPeer(peer)
        .filter(address -> blocks.stream().anyMatch(block -> block.contains(address)))
        .isPresent();
  }
}
