package dev.lockspire.admin;

import java.time.Instant;
import java.util.List;

/**
 * One line of the list of grants.
 *
 * @param id names it in {@link ConsentAdmin#find}
 * @param handle its redacted name
 * @param remembered whether it stands for later requests; otherwise it was given once
 * @param clientName name of the client, or its id
 * @param changedAt when it was revoked, or else given
 */
public record ConsentSummary(
    long id,
    String handle,
    boolean active,
    boolean remembered,
    String clientId,
    String clientName,
    String clientHandle,
    String accountHandle,
    List<String> scopes,
    Instant grantedAt,
    Instant changedAt) {
  public ConsentSummary {
    scopes = List.copyOf(scopes);
  }
}
