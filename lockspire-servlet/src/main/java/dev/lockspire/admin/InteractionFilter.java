package dev.lockspire.admin;

import dev.lockspire.interaction.Interaction;
import java.util.List;
import java.util.Map;
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

  /** Which filters are set, for the evidence of an export. */
  List<String> names() {
    return FilterNames.of(Map.of("status", status, "client", clientId));
  }
}
