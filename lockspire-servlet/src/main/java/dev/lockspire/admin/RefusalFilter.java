package dev.lockspire.admin;

import java.util.Objects;
import java.util.Optional;

/** Which refusals to list; client and reason are exact. */
public record RefusalFilter(Optional<String> clientId, Optional<String> reason) {
  public RefusalFilter {
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(reason, "reason");
  }

  public static RefusalFilter all() {
    return new RefusalFilter(Optional.empty(), Optional.empty());
  }
}
