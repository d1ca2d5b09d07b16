package dev.lockspire.protect;

import dev.lockspire.senderconstraint.Confirmation;
import java.util.Optional;

/** The kinds of key a token can be bound to; it is good only for who holds them. */
public enum BindingType {
  /** A key that signs a proof for each request (RFC 9449). */
  DPOP("dpop"),
  /** A TLS client certificate (RFC 8705). */
  MTLS("mtls"),
  /** Both, and both are demanded. */
  DPOP_AND_MTLS("dpop+mtls");

  private final String wireName;

  BindingType(String wireName) {
    this.wireName = wireName;
  }

  /** As telemetry names it: {@code dpop+mtls}. */
  public String wireName() {
    return wireName;
  }

  /** Empty for a bearer token. */
  static Optional<BindingType> of(Confirmation cnf) {
    if (cnf.jkt().isPresent()) {
      return Optional.of(cnf.x5tS256().isPresent() ? DPOP_AND_MTLS : DPOP);
    }
    return cnf.x5tS256().isPresent() ? Optional.of(MTLS) : Optional.empty();
  }
}
