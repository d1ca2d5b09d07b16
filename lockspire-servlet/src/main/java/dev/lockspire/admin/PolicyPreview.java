package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.client.FieldError;
import dev.lockspire.client.GrantTypes;
import dev.lockspire.policy.ServerPolicy;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds every active client against a policy that is not yet in force, by the rules that would
 * judge it then.
 */
final class PolicyPreview {
  private static final int SHOWN = 10;
  private static final int BATCH = 500;

  /** Clients that a page waits for; a file goes through all of them. */
  private static final int MOST_LOOKED_AT = 20_000;

  private final ClientRegistration registration;
  private final Supplier<ServerPolicy> current;
  private final ListExport<ServerPolicy, AffectedClient> export;

  PolicyPreview(AdminFoundation foundation) {
    this.registration = foundation.registration();
    this.current = foundation.policies()::current;
    this.export =
        new ListExport<>(
            foundation,
            "policy_impact",
            AffectedClient.COLUMNS,
            wanted -> List.of(),
            request -> page(request.filter(), request.position()));
  }

  PolicyImpact of(ServerPolicy wanted) {
    List<AffectedClient> first = new ArrayList<>();
    Position position = Position.first();
    long affected = 0;
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += BATCH) {
      Listing<AffectedClient> page = page(wanted, position);
      affected += page.rows().size();
      page.rows().stream().limit(SHOWN - first.size()).forEach(first::add);
      if (page.next().isEmpty()) {
        return new PolicyImpact(Count.exactly(affected), first);
      }
      position = page.next().get();
    }
    return new PolicyImpact(new Count(affected, false), first);
  }

  AdminResult<Integer> export(ServerPolicy wanted, ExportFormat format, Writer out, Actor actor) {
    return export.write(wanted, format, out, actor);
  }

  private Listing<AffectedClient> page(ServerPolicy wanted, Position position) {
    ServerPolicy before = current.get();
    String after = position.key().isEmpty() ? "" : position.key().get(0);
    List<Client> clients = registration.active(after, BATCH);
    List<AffectedClient> rows =
        clients.stream()
            .map(client -> affected(client, before, wanted))
            .filter(client -> !client.effects().isEmpty())
            .toList();
    Optional<Position> next =
        clients.size() < BATCH
            ? Optional.empty()
            : Optional.of(Position.after(List.of(clients.get(BATCH - 1).clientId())));
    return new Listing<>(
        rows, Optional.empty(), Optional.empty(), next, Optional.empty(), new Count(0, false));
  }

  private AffectedClient affected(Client client, ServerPolicy before, ServerPolicy wanted) {
    List<FieldError> effects = new ArrayList<>();
    if (client.mayUseGrant(GrantTypes.AUTHORIZATION_CODE)
        && client.requiresPushedRequests(wanted)
        && !client.requiresPushedRequests(before)) {
      effects.add(new FieldError("par_policy", "must_push", ""));
    }
    if (client.requiresDpop(wanted) && !client.requiresDpop(before)) {
      effects.add(new FieldError("dpop_policy", "must_prove_key", ""));
    }
    if (client.tokenFormat(wanted) != client.tokenFormat(before)) {
      effects.add(
          new FieldError("access_token_format", "changes", client.tokenFormat(wanted).wireName()));
    }
    if (client.profile(wanted) != client.profile(before)) {
      List<FieldError> known = registration.problems(client, before);
      registration.problems(client, wanted).stream()
          .filter(problem -> !known.contains(problem))
          .forEach(effects::add);
    }
    return new AffectedClient(client.clientId(), client.displayName(), effects);
  }
}
