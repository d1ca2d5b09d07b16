package dev.lockspire.admin;

import dev.lockspire.interaction.Interaction;
import java.util.Objects;
import java.util.Optional;

/** Which interactions to list; the client is exact. */
public record InteractionFilter(Optional<Interaction.Status> status, Optional<String> clientId) {
  public InteractionFilter {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(clientId, "clientId");
  }

  public static InteractionFilter all() {
    return new InteractionFilter(Optional.empty(), Optional.empty());
  }
}
