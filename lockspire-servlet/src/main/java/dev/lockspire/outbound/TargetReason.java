package dev.lockspire.outbound;

import java.util.Locale;

/** Why a target is not safe to reach. */
public enum TargetReason {
  /** {@code 0.0.0.0}, {@code ::}: this machine to many systems. */
  UNSPECIFIED,
  LOOPBACK,
  /** Private networks, carrier-grade NAT, unique-local and site-local addresses. */
  PRIVATE,
  /** The local link, where clouds answer questions about the machine and its credentials. */
  LINK_LOCAL,
  MULTICAST,
  /** Set aside for documentation, measurements, tunnels or the future. */
  RESERVED,
  /** The port is not one that configuration allows. */
  PORT;

  /** As it is told: {@code link_local}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
