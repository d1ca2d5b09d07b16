package dev.lockspire.remotejwks;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import java.util.Optional;

/**
 * What is at a {@code jwks_uri} now, for an operator who wants to know before a client depends on
 * it.
 *
 * @param keys those that are understood; none where there is a problem
 * @param problem why the set could not be had; empty when it was
 * @param httpStatus the refused status, when one was received
 * @param targetReason what is wrong with the target, when something is: {@code loopback}
 */
public record KeySetCheck(
    List<JWK> keys,
    Optional<Subreason> problem,
    Optional<Integer> httpStatus,
    Optional<String> targetReason) {

  public KeySetCheck {
    keys = List.copyOf(keys);
  }

  static KeySetCheck of(Look look) {
    if (look instanceof Look.Had had) {
      return new KeySetCheck(
          had.set().keys(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    FetchProblem problem =
        look instanceof Look.Failed failed
            ? failed.problem()
            : FetchProblem.of(Subreason.CACHE_ERROR);
    return new KeySetCheck(
        List.of(), Optional.of(problem.subreason()), problem.httpStatus(), problem.targetReason());
  }
}
