package dev.lockspire.conformance;

import dev.lockspire.client.Client;
import dev.lockspire.client.FieldError;
import dev.lockspire.policy.Readiness;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.traffic.ClientTraffic;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** A client and everything it is judged by. For one thread. */
public final class Subject {
  private final Client client;
  private final Client until;
  private final ServerPolicy server;
  private final Supplier<Readiness> readiness;
  private final ClientTraffic traffic;
  private final Function<SecurityProfile, List<FieldError>> rules;
  private final Map<SecurityProfile, List<FieldError>> known = new EnumMap<>(SecurityProfile.class);

  /**
   * @param client as it is, or as it shall be
   * @param until as it is while its requests were seen
   * @param server the policy in force while its requests were seen
   * @param readiness how far the server's keys bear a FAPI profile; asked when it matters
   * @param traffic what the client's requests were like lately
   * @param rules what is wrong with the client's registration under a profile
   */
  public Subject(
      Client client,
      Client until,
      ServerPolicy server,
      Supplier<Readiness> readiness,
      ClientTraffic traffic,
      Function<SecurityProfile, List<FieldError>> rules) {
    this.client = client;
    this.until = until;
    this.server = server;
    this.readiness = readiness;
    this.traffic = traffic;
    this.rules = rules;
  }

  public Client client() {
    return client;
  }

  Client until() {
    return until;
  }

  ServerPolicy server() {
    return server;
  }

  Supplier<Readiness> readiness() {
    return readiness;
  }

  ClientTraffic traffic() {
    return traffic;
  }

  /** What {@code profile} takes exception to in the registration that would be fine without it. */
  List<FieldError> problems(SecurityProfile profile) {
    List<FieldError> anyway = known.computeIfAbsent(SecurityProfile.NONE, rules);
    return known.computeIfAbsent(profile, rules).stream()
        .filter(problem -> !anyway.contains(problem))
        .toList();
  }
}
