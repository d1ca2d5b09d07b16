package dev.lockspire.admin;

import java.util.List;
import java.util.Map;
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

  /** Which filters are set, for the evidence of an export. */
  List<String> names() {
    return FilterNames.of(Map.of("client", clientId, "reason", reason));
  }
}
