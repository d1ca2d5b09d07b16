package dev.lockspire.outbound;

import dev.lockspire.outbound.OutboundResult.Failure;

/** A request cannot go on; the {@link GuardedClient} turns it into its result. */
final class Obstructed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  Obstructed(Failure failure) {
    super(failure.cause().wireName(), null, false, false);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
