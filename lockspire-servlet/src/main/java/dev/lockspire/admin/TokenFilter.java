package dev.lockspire.admin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which tokens to list; account and client are exact. */
public record TokenFilter(
    Optional<String> accountId, Optional<String> clientId, Optional<TokenStatus> status) {
  public TokenFilter {
    Objects.requireNonNull(accountId, "accountId");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(status, "status");
  }

  public static TokenFilter all() {
    return new TokenFilter(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Which filters are set, for the evidence of an export. */
  List<String> names() {
    return FilterNames.of(Map.of("account", accountId, "client", clientId, "status", status));
  }
}
