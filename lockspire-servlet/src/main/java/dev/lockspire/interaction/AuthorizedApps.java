package dev.lockspire.interaction;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.Clients;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A person's own view of what they allowed, for the host's account page: which applications, and a
 * way to disconnect each.
 */
public final class AuthorizedApps {
  private final ConsentStore grants;
  private final Clients clients;
  private final Telemetry telemetry;
  private final InstantSource clock;

  public AuthorizedApps(
      ConsentStore grants, Clients clients, Telemetry telemetry, InstantSource clock) {
    this.grants = grants;
    this.clients = clients;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /**
   * One thing a person allowed.
   *
   * @param grantId names it in {@link #disconnect}
   * @param clientName display name of the application, or its id
   * @param remembered whether it stands for later requests; otherwise it was allowed once
   * @param revokedAt when it was withdrawn; empty while it stands
   */
  public record AuthorizedApp(
      long grantId,
      String clientId,
      String clientName,
      List<String> scopes,
      boolean remembered,
      Instant grantedAt,
      Optional<Instant> revokedAt) {

    public AuthorizedApp {
      scopes = List.copyOf(scopes);
    }

    public boolean isActive() {
      return revokedAt.isEmpty();
    }
  }

  /** Everything {@code subject} ever allowed, newest first. */
  public List<AuthorizedApp> listForSubject(String subject) {
    return grants.listForSubject(subject).stream().map(this::describe).toList();
  }

  /**
   * Withdraws a grant and ends every token that came of it; doing it twice changes nothing.
   *
   * @param subject the signed-in person; only their own grants can be withdrawn
   * @return false when there is no such grant of theirs
   */
  public boolean disconnect(String subject, long grantId) {
    ConsentStore.Revocation revocation =
        grants.revoke(
            grantId,
            Optional.of(subject),
            new Actor(Actor.Type.USER, subject, null),
            "account_revoked",
            clock.instant());
    if (revocation instanceof ConsentStore.Revocation.Revoked revoked) {
      telemetry.emit(
          TelemetryEvent.CONSENT_REVOKED,
          Map.of("client_id", revoked.grant().clientId(), "reason_code", "account_revoked"));
    }
    return !(revocation instanceof ConsentStore.Revocation.NotFound);
  }

  private AuthorizedApp describe(ConsentGrant grant) {
    return new AuthorizedApp(
        grant.id(),
        grant.clientId(),
        clients.find(grant.clientId()).map(Client::displayName).orElse(grant.clientId()),
        grant.scopes(),
        grant.remembered(),
        grant.grantedAt(),
        grant.revokedAt());
  }
}
