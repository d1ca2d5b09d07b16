package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.policy.ServerPolicy;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds every active client against a policy that is not yet in force, by the requirements that it
 * would meet then.
 */
final class PolicyPreview {
  private static final int SHOWN = 10;
  private static final int BATCH = 500;

  /** Clients that a page waits for; a file goes through all of them. */
  private static final int MOST_LOOKED_AT = 20_000;

  private final ClientRegistration registration;
  private final Standings standings;
  private final ListExport<ServerPolicy, ImpactLine> export;

  /** Some clients, and where the ones after them begin. */
  private record Looked(List<AffectedClient> clients, Optional<String> after) {}

  PolicyPreview(AdminFoundation foundation) {
    this.registration = foundation.registration();
    this.standings = new Standings(foundation);
    this.export =
        new ListExport<>(
            foundation,
            "policy_impact",
            ImpactLine.COLUMNS,
            wanted -> List.of(),
            request -> lines(request.filter(), request.position()));
  }

  PolicyImpact of(ServerPolicy wanted) {
    ImpactTally tally = new ImpactTally();
    List<AffectedClient> first = new ArrayList<>();
    String after = "";
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += BATCH) {
      Looked found = look(wanted, after);
      found.clients().forEach(tally::add);
      found.clients().stream().limit(SHOWN - first.size()).forEach(first::add);
      if (found.after().isEmpty()) {
        return tally.impact(true, first, next(first, tally.affected()));
      }
      after = found.after().get();
    }
    String last = after;
    Optional<Position> others = next(first, Long.MAX_VALUE).or(() -> Optional.of(beyond(last)));
    return tally.impact(false, first, others);
  }

  /** The next few affected clients beyond {@code position}. */
  Listing<AffectedClient> page(ServerPolicy wanted, Position position) {
    List<AffectedClient> rows = new ArrayList<>();
    Optional<String> after = Optional.of(clientId(position));
    for (int looked = 0;
        looked < MOST_LOOKED_AT && after.isPresent() && rows.size() <= SHOWN;
        looked += BATCH) {
      Looked found = look(wanted, after.get());
      rows.addAll(found.clients());
      after = found.after();
    }
    List<AffectedClient> shown = rows.subList(0, Math.min(SHOWN, rows.size()));
    Optional<Position> next =
        rows.size() > SHOWN ? next(shown, rows.size()) : after.map(PolicyPreview::beyond);
    return listing(List.copyOf(shown), next);
  }

  AdminResult<Integer> export(ServerPolicy wanted, ExportFormat format, Writer out, Actor actor) {
    return export.write(wanted, format, out, actor);
  }

  private Listing<ImpactLine> lines(ServerPolicy wanted, Position position) {
    Looked found = look(wanted, clientId(position));
    return listing(
        found.clients().stream().flatMap(ImpactLine::of).toList(),
        found.after().map(PolicyPreview::beyond));
  }

  private Looked look(ServerPolicy wanted, String after) {
    List<Client> clients = registration.active(after, BATCH);
    List<AffectedClient> affected =
        standings.affected(clients, wanted).stream().filter(AffectedClient::isAffected).toList();
    return new Looked(
        affected,
        clients.size() < BATCH ? Optional.empty() : Optional.of(clients.get(BATCH - 1).clientId()));
  }

  private static Optional<Position> next(List<AffectedClient> shown, long affected) {
    return shown.isEmpty() || affected <= shown.size()
        ? Optional.empty()
        : Optional.of(beyond(shown.get(shown.size() - 1).clientId()));
  }

  private static Position beyond(String clientId) {
    return Position.after(List.of(clientId));
  }

  private static String clientId(Position position) {
    return position.key().isEmpty() ? "" : position.key().get(0);
  }

  private static <T> Listing<T> listing(List<T> rows, Optional<Position> next) {
    return new Listing<>(
        rows, Optional.empty(), Optional.empty(), next, Optional.empty(), new Count(0, false));
  }
}
