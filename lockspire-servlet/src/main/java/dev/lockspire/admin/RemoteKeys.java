package dev.lockspire.admin;

import dev.lockspire.remotejwks.KeySetCheck;
import dev.lockspire.remotejwks.Subreason;
import java.util.List;
import java.util.Optional;

/**
 * What was at a {@code jwks_uri} when an operator asked.
 *
 * @param keys those that are understood; none where there is a problem
 * @param problem why the set could not be had
 * @param httpStatus the refused status, when one was received
 * @param targetReason what is wrong with the target, when something is: {@code loopback}
 */
public record RemoteKeys(
    List<ClientKey> keys,
    Optional<Subreason> problem,
    Optional<Integer> httpStatus,
    Optional<String> targetReason) {

  public RemoteKeys {
    keys = List.copyOf(keys);
  }

  static RemoteKeys of(KeySetCheck check) {
    return new RemoteKeys(
        check.keys().stream().map(ClientKey::of).toList(),
        check.problem(),
        check.httpStatus(),
        check.targetReason());
  }
}
