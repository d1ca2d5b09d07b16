package dev.lockspire.remotejwks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.client.Client;
import dev.lockspire.config.RemoteJwksConfig;
import dev.lockspire.outbound.GuardedClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public keys of clients: the inline ones of a client that registered such, else those at its
 * {@code jwks_uri} (RFC 7591 §2).
 */
public final class ClientKeys {
  private final RemoteKeySets sets;
  private final RemoteJwksIncidents incidents;
  private final InstantSource clock;

  /** By identity: a client that was changed is another object, and the old one is let go. */
  private final Cache<Client, FixedKeys> inline =
      Caffeine.newBuilder().weakKeys().maximumSize(10_000).build();

  /** With fetches that nobody times. */
  public ClientKeys(
      GuardedClient client,
      RemoteJwksConfig config,
      RemoteJwksIncidents incidents,
      InstantSource clock) {
    this(client, config, incidents, clock, FetchTimer.NONE);
  }

  /**
   * @param client fetches what is at a {@code jwks_uri}
   * @param incidents is told what goes wrong
   * @param timer is told how long fetches took
   */
  public ClientKeys(
      GuardedClient client,
      RemoteJwksConfig config,
      RemoteJwksIncidents incidents,
      InstantSource clock,
      FetchTimer timer) {
    this.sets = new RemoteKeySets(client, config, clock, timer);
    this.incidents = incidents;
    this.clock = clock;
  }

  /**
   * The public keys that {@code client} registered by value, as far as they are understood; none
   * when it registered none.
   */
  public List<JWK> inline(Client client) {
    return client.jwks().flatMap(PublicKeys::ofSetOrOne).orElse(List.of());
  }

  /** Fetches what is at {@code uri} now, guarded and bounded as for a client that needs it. */
  public KeySetCheck check(String uri) {
    return KeySetCheck.of(sets.fresh(uri));
  }

  /** The keys of {@code client} for one attempt to verify something; nothing is fetched yet. */
  public KeyAttempt attempt(Client client) {
    Optional<Map<String, Object>> jwks = client.jwks();
    if (jwks.isPresent()) {
      return inline.get(client, parsed -> FixedKeys.inline(jwks.get()));
    }
    String uri = client.metadata().jwksUri();
    return uri == null
        ? FixedKeys.MISSING
        : new RemoteAttempt(client.clientId(), uri, sets, incidents, clock);
  }
}
