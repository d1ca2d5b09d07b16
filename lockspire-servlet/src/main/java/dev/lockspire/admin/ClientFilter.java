package dev.lockspire.admin;

import dev.lockspire.client.Client;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which clients to list.
 *
 * @param text part of the client_id or the name, without regard to case; empty for every client
 * @param active only active, or only disabled ones
 * @param provenance only those that were created that way
 */
public record ClientFilter(
    String text, Optional<Boolean> active, Optional<Client.Provenance> provenance) {
  public ClientFilter {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(active, "active");
    Objects.requireNonNull(provenance, "provenance");
  }

  public static ClientFilter all() {
    return new ClientFilter("", Optional.empty(), Optional.empty());
  }

  /** Which filters are set, for the evidence of an export. */
  List<String> names() {
    return FilterNames.of(
        Map.of(
            "q", Optional.of(text).filter(given -> !given.isBlank()),
            "status", active,
            "provenance", provenance));
  }
}
