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
 * @param authorizationDetailTypes {@code type} of each authorization detail (RFC 9396)
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
    List<String> authorizationDetailTypes,
    Instant grantedAt,
    Instant changedAt) {
  static final List<ListColumn<ConsentSummary>> COLUMNS =
      List.of(
          new ListColumn<>("consent", ConsentSummary::handle),
          new ListColumn<>("status", row -> row.active() ? "active" : "revoked"),
          new ListColumn<>("kind", row -> row.remembered() ? "remembered" : "one_time"),
          new ListColumn<>("client_name", ConsentSummary::clientName),
          new ListColumn<>("client", ConsentSummary::clientHandle),
          new ListColumn<>("account", ConsentSummary::accountHandle),
          new ListColumn<>("scopes", ConsentSummary::scopes),
          new ListColumn<>("authorization_detail_types", ConsentSummary::authorizationDetailTypes),
          new ListColumn<>("granted_at", ConsentSummary::grantedAt),
          new ListColumn<>("changed_at", ConsentSummary::changedAt));

  public ConsentSummary {
    scopes = List.copyOf(scopes);
    authorizationDetailTypes = List.copyOf(authorizationDetailTypes);
  }
}
