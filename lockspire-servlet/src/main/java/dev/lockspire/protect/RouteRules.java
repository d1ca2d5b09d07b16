package dev.lockspire.protect;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a route demands of a token.
 *
 * @param scopes all of them
 * @param audiences any of them; empty accepts every audience
 * @param acr any of these authentication contexts; empty accepts every one
 * @param maxAge how long ago the person may have signed in; empty for any time
 * @param clockSkew how far the clock may be off, 0 to 60 seconds
 * @param lookup whether the database is asked
 */
record RouteRules(
    Set<String> scopes,
    Set<String> audiences,
    List<String> acr,
    Optional<Duration> maxAge,
    Duration clockSkew,
    Lookup lookup) {

  /** Where it is looked whether a token is good. */
  enum Lookup {
    /** In the token: no statement, so revocation is not seen, and opaque tokens say nothing. */
    LOCAL,
    /** And in the database: one statement; revocation is seen at once, opaque tokens pass. */
    DATABASE
  }

  RouteRules {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    audiences = Collections.unmodifiableSet(new LinkedHashSet<>(audiences));
    acr = List.copyOf(acr);
  }

  /** Any access token of this server will do. */
  static RouteRules anyToken() {
    return new RouteRules(
        Set.of(), Set.of(), List.of(), Optional.empty(), Duration.ZERO, Lookup.LOCAL);
  }

  boolean asksDatabase() {
    return lookup == Lookup.DATABASE;
  }

  boolean demandsAuthentication() {
    return !acr.isEmpty() || maxAge.isPresent();
  }
}
