package dev.lockspire.admin;

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
}
