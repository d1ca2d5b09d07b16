package dev.lockspire.remotejwks;

import com.nimbusds.jose.jwk.JWK;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One use of the keys at a client's {@code jwks_uri}. */
final class RemoteAttempt implements KeyAttempt {
  private final String clientId;
  private final String uri;
  private final RemoteKeySets sets;
  private final RemoteJwksIncidents incidents;
  private final InstantSource clock;

  private RemoteKeySet set;
  private boolean fetched;
  private boolean askedAgain;
  private boolean lookedAgain;
  private Optional<Incident> incident = Optional.empty();

  RemoteAttempt(
      String clientId,
      String uri,
      RemoteKeySets sets,
      RemoteJwksIncidents incidents,
      InstantSource clock) {
    this.clientId = clientId;
    this.uri = uri;
    this.sets = sets;
    this.incidents = incidents;
    this.clock = clock;
  }

  @Override
  public List<JWK> keys() {
    if (set == null) {
      take(sets.current(uri));
    }
    return set.keys();
  }

  @Override
  public boolean refresh() {
    if (set == null || fetched || askedAgain) {
      return false;
    }
    askedAgain = true;
    Look look = sets.refresh(uri, set);
    if (look instanceof Look.TooSoon) {
      return false;
    }
    lookedAgain = true;
    take(look);
    return true;
  }

  private void take(Look look) {
    if (look instanceof Look.Had had) {
      set = had.set();
      fetched = had.fetched();
      return;
    }
    Look.Failed failed =
        look instanceof Look.Failed failure
            ? failure
            : new Look.Failed(FetchProblem.of(Subreason.CACHE_ERROR), false);
    report(failed.problem(), failed.cached(), Optional.empty());
    throw new KeysUnavailable(failed.problem().reason());
  }

  @Override
  public void succeeded() {
    incidents.succeeded(clientId);
  }

  @Override
  public void failed(KeyProblem problem, boolean kidPresent) {
    Subreason subreason =
        switch (problem) {
          case KEY_UNAVAILABLE ->
              lookedAgain
                  ? Subreason.POST_REFRESH_KEY_STILL_MISSING
                  : Subreason.REQUESTED_KEY_MISSING;
          case SIGNATURE_INVALID ->
              lookedAgain ? Subreason.POST_REFRESH_SIGNATURE_INVALID : Subreason.SIGNATURE_INVALID;
        };
    report(FetchProblem.of(subreason), !fetched || lookedAgain, Optional.of(kidPresent));
  }

  private void report(FetchProblem problem, boolean cached, Optional<Boolean> kidPresent) {
    Incident happened =
        new Incident(
            clientId,
            problem.subreason(),
            problem.httpStatus(),
            problem.targetReason(),
            cached,
            lookedAgain,
            kidPresent,
            clock.instant());
    incident = Optional.of(happened);
    incidents.report(happened);
  }

  @Override
  public Map<String, String> evidence() {
    Map<String, String> told = new HashMap<>(Map.of("jwks_source", "jwks_uri"));
    incident.ifPresent(happened -> told.putAll(happened.attributes()));
    return told;
  }
}
