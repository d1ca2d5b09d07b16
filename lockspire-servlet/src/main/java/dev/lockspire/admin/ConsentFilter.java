package dev.lockspire.admin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which grants to list; account and client are exact.
 *
 * @param active only standing, or only revoked grants
 */
public record ConsentFilter(
    Optional<String> accountId, Optional<String> clientId, Optional<Boolean> active) {
  public ConsentFilter {
    Objects.requireNonNull(accountId, "accountId");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(active, "active");
  }

  public static ConsentFilter all() {
    return new ConsentFilter(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Which filters are set, for the evidence of an export. */
  List<String> names() {
    return FilterNames.of(Map.of("account", accountId, "client", clientId, "status", active));
  }
}
