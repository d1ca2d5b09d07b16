package dev.lockspire.outbound;

import dev.lockspire.config.AllowedTarget;
import dev.lockspire.config.Cidr;
import dev.lockspire.config.OutboundConfig;
import dev.lockspire.config.PortRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which targets may be reached: public ones, and what configuration opened beside them. */
final class TargetPolicy {
  private final List<Cidr> blocks;
  private final List<AllowedTarget.Host> hosts;
  private final List<PortRange> ports;

  TargetPolicy(OutboundConfig config) {
    this.blocks =
        only(AllowedTarget.Block.class, config).map(AllowedTarget.Block::addresses).toList();
    this.hosts = only(AllowedTarget.Host.class, config).toList();
    this.ports = config.allowedPorts();
  }

  private static <T extends AllowedTarget> Stream<T> only(Class<T> kind, OutboundConfig config) {
    return config.allowedTargets().stream().filter(kind::isInstance).map(kind::cast);
  }

  boolean allowsPort(String host, int port) {
    return ports.stream().anyMatch(range -> range.contains(port))
        || hosts.stream()
            .anyMatch(allowed -> allowed.name().equals(host) && allowed.port().orElse(0) == port);
  }

  /** Why {@code address}, looked up for {@code host}, must not be reached; empty when it may. */
  Optional<TargetReason> refusal(String host, InetAddress address) {
    return AddressClass.reason(address).filter(reason -> !isOpened(host, address, reason));
  }

  private boolean isOpened(String host, InetAddress address, TargetReason reason) {
    if (blocks.stream().anyMatch(block -> block.contains(address))) {
      return true;
    }
    // Whoever controls the name must not get at the machine's own credentials through it.
    boolean ordinary = reason == TargetReason.PRIVATE || reason == TargetReason.LOOPBACK;
    return ordinary && hosts.stream().anyMatch(allowed -> allowed.name().equals(host));
  }
}
