package dev.lockspire.outbound;

import dev.lockspire.config.OutboundConfig;
import dev.lockspire.outbound.OutboundResult.Cause;
import dev.lockspire.outbound.OutboundResult.Failure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends requests to URLs that others registered, without letting them choose what this machine
 * talks to: {@code https} only, to an allowed port, and only when every address of the host is
 * public or opened by configuration. The name is looked up once, and the connection goes to what
 * was vetted.
 */
public final class GuardedClient implements AutoCloseable {
  private final TargetPolicy policy;
  private final Lookups lookups;
  private final Exchange exchange;

  /**
   * @throws IllegalStateException when the JVM has no usable trust store
   */
  public GuardedClient(OutboundConfig config, Resolver resolver) {
    this.policy = new TargetPolicy(config);
    this.lookups = new Lookups(resolver);
    this.exchange = new Exchange(OutboundTrust.with(config.trustedCertificates()));
  }

  /**
   * Sends {@code request} on this thread; returns by its deadline, whatever the other side does.
   */
  public OutboundResult send(OutboundRequest request) {
    Deadline deadline = Deadline.in(request.limits().deadline());
    try {
      Target target = Target.of(request.uri(), policy);
      return exchange.run(request, target, vetted(target, deadline.left()), deadline);
    } catch (Obstructed obstructed) {
      return obstructed.failure();
    }
  }

  /**
   * Whether {@code uri} could be reached now, by what it says and where its name leads; nothing is
   * sent.
   *
   * @param patience for the look-up of its name
   * @return what is in the way; empty when nothing is
   */
  public Optional<Failure> obstacle(URI uri, Duration patience) {
    try {
      vetted(Target.of(uri, policy), patience);
      return Optional.empty();
    } catch (Obstructed obstructed) {
      return Optional.of(obstructed.failure());
    }
  }

  private List<InetAddress> vetted(Target target, Duration patience) throws Obstructed {
    List<InetAddress> addresses;
    try {
      addresses = lookups.of(target.host(), patience);
    } catch (UnknownHostException e) {
      throw new Obstructed(Failure.of(Cause.RESOLUTION_FAILED));
    }
    if (addresses.isEmpty()) {
      throw new Obstructed(Failure.of(Cause.RESOLUTION_FAILED));
    }
    for (InetAddress address : addresses) {
      Optional<TargetReason> refusal = policy.refusal(target.host(), address);
      if (refusal.isPresent()) {
        throw new Obstructed(Failure.unsafe(refusal.get()));
      }
    }
    return addresses;
  }

  @Override
  public void close() {
    lookups.close();
    exchange.close();
  }
}
