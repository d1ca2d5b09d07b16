package dev.lockspire.admin;

import dev.lockspire.client.Client;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.conformance.Judgement;
import dev.lockspire.conformance.Requirement;
import dev.lockspire.conformance.Standard;
import dev.lockspire.conformance.Subject;
import dev.lockspire.conformance.Verdict;
import dev.lockspire.policy.Readiness;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.TokenFormat;
import dev.lockspire.traffic.ClientTraffic;
import dev.lockspire.traffic.RecordedTraffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Holds clients against requirements: as they stand, or as a change would make them stand. */
final class Standings {
  private final ClientRegistration registration;
  private final ServerPolicies policies;
  private final RecordedTraffic recorded;
  private final Supplier<Readiness> readiness;

  Standings(AdminFoundation foundation) {
    this.registration = foundation.registration();
    this.policies = foundation.policies();
    this.recorded = foundation.traffic();
    this.readiness = foundation.keys()::check;
  }

  /** How {@code client} stands to every standard. */
  ClientStanding of(Client client) {
    Subject subject = subject(client, client, policies.current(), traffic(client));
    Map<Standard, List<Judgement>> judgements = new LinkedHashMap<>();
    for (Standard standard : Standard.values()) {
      judgements.put(
          standard, standard.requirements().stream().map(r -> r.stand(subject)).toList());
    }
    return new ClientStanding(judgements);
  }

  /** What a change of its registration would do to a client. */
  AffectedClient affected(Client before, Client after) {
    ServerPolicy server = policies.current();
    return affected(before, after, server, server, traffic(before));
  }

  /** What another policy would do to {@code clients}, to each in its turn. */
  List<AffectedClient> affected(List<Client> clients, ServerPolicy wanted) {
    ServerPolicy server = policies.current();
    Map<String, ClientTraffic> traffic =
        recorded.of(clients.stream().map(Client::clientId).toList());
    return clients.stream()
        .map(
            client ->
                affected(
                    client,
                    client,
                    server,
                    wanted,
                    traffic.getOrDefault(client.clientId(), ClientTraffic.nothing())))
        .toList();
  }

  private AffectedClient affected(
      Client before,
      Client after,
      ServerPolicy server,
      ServerPolicy wanted,
      ClientTraffic traffic) {
    Subject subject = subject(after, before, server, traffic);
    List<Judgement> unmet = new ArrayList<>();
    for (Requirement requirement : Requirement.values()) {
      if (requirement.demanded(after, wanted) && !requirement.demanded(before, server)) {
        Judgement judgement = requirement.judge(subject);
        if (judgement.verdict() != Verdict.HOLDS) {
          unmet.add(judgement);
        }
      }
    }
    TokenFormat format = after.tokenFormat(wanted);
    return new AffectedClient(
        before.clientId(),
        before.displayName(),
        unmet,
        format == before.tokenFormat(server) ? Optional.empty() : Optional.of(format));
  }

  private Subject subject(Client client, Client until, ServerPolicy server, ClientTraffic traffic) {
    return new Subject(
        client,
        until,
        server,
        readiness,
        traffic,
        profile -> registration.problems(client, profile));
  }

  private ClientTraffic traffic(Client client) {
    return recorded
        .of(List.of(client.clientId()))
        .getOrDefault(client.clientId(), ClientTraffic.nothing());
  }
}
