package dev.lockspire.admin;

import java.util.List;
import java.util.Optional;

/**
 * What a change of the server's policy would do to the clients there are, before it is made. Counts
 * are not exact when there were too many clients to look at all of them.
 *
 * @param affected how many active clients it reaches
 * @param refused how many of them would be refused, as they are registered or as they were seen
 * @param requirements which requirements are in the way of how many clients
 * @param first the first of the clients by client_id
 * @param next where the others begin
 */
public record PolicyImpact(
    Count affected,
    Count refused,
    List<RequirementReach> requirements,
    List<AffectedClient> first,
    Optional<Position> next) {

  public PolicyImpact {
    requirements = List.copyOf(requirements);
    first = List.copyOf(first);
  }
}
