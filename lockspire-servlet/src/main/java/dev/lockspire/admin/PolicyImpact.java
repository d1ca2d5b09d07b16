package dev.lockspire.admin;

import java.util.List;

/**
 * What a change of the server's policy would do to the clients there are, before it is made.
 *
 * @param affected how many active clients it reaches; not exact when there were too many clients to
 *     look at all of them
 * @param first the first of them by client_id
 */
public record PolicyImpact(Count affected, List<AffectedClient> first) {
  public PolicyImpact {
    first = List.copyOf(first);
  }
}
