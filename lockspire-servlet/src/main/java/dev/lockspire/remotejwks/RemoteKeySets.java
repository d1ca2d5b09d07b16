package dev.lockspire.remotejwks;

import com.github.benmanes.caffeine.cache.Cache;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.config.RemoteJwksConfig;
import dev.lockspire.http.JsonReader;
import dev.lockspire.outbound.GuardedClient;
import dev.lockspire.outbound.OutboundLimits;
import dev.lockspire.outbound.OutboundRequest;
import dev.lockspire.outbound.OutboundResult;
import dev.lockspire.outbound.OutboundResult.Answer;
import dev.lockspire.outbound.OutboundResult.Failure;
import dev.lockspire.outbound.SingleFlight;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's memory of what is at {@code jwks_uri}s. Fetches when asked, never by itself; whoever
 * asks for the same URI at the same time shares one fetch.
 */
final class RemoteKeySets {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteKeySets.class);
  private static final Map<String, String> HEADERS =
      Map.of("Accept", "application/jwk-set+json, application/json");
  private static final int MOST_URIS = 10_000;
  private static final long MOST_CHARACTERS = 32L * 1024 * 1024;

  private final GuardedClient client;
  private final OutboundLimits limits;
  private final FetchTimer timer;
  private final Cache<String, RemoteKeySet> sets;
  private final Cache<String, FetchProblem> failures;
  private final Cache<String, Boolean> refreshed;
  private final SingleFlight<String, Look> flights = new SingleFlight<>();

  RemoteKeySets(
      GuardedClient client, RemoteJwksConfig config, InstantSource clock, FetchTimer timer) {
    this.client = client;
    this.timer = timer;
    this.limits = OutboundLimits.of(config);
    this.sets =
        AgingCaches.lasting(clock, config.freshness())
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String uri, RemoteKeySet set) -> uri.length() + set.characters())
            .build();
    this.failures =
        AgingCaches.lasting(clock, config.failureMemory()).maximumSize(MOST_URIS).build();
    this.refreshed =
        AgingCaches.lasting(clock, config.refreshInterval()).maximumSize(MOST_URIS).build();
  }

  /**
   * The set in memory, when its target is still safe, else a fetched one. Never {@code TooSoon}.
   */
  Look current(String uri) {
    RemoteKeySet set = sets.getIfPresent(uri);
    return set == null ? once(uri, () -> first(uri)) : vetted(uri, set);
  }

  private Look vetted(String uri, RemoteKeySet set) {
    Optional<Failure> obstacle = client.obstacle(URI.create(uri), limits.deadline());
    return obstacle.isEmpty()
        ? new Look.Had(set, false)
        : new Look.Failed(FetchProblem.of(obstacle.get()), true);
  }

  /** Whoever was first may have fetched it between the look into memory and now. */
  private Look first(String uri) {
    RemoteKeySet set = sets.getIfPresent(uri);
    if (set != null) {
      return new Look.Had(set, false);
    }
    FetchProblem lately = failures.getIfPresent(uri);
    return lately == null ? fetch(uri) : new Look.Failed(lately, false);
  }

  /**
   * A newer set than {@code seen}: one that others have fetched meanwhile, or a fetched one, when
   * it was not fetched for this reason lately. When that fails, what is in memory stays.
   */
  Look refresh(String uri, RemoteKeySet seen) {
    return once(uri, () -> newer(uri, seen));
  }

  /** The set as it is now, whatever is in memory; what is had stays there. */
  Look fresh(String uri) {
    return once(uri, () -> fetch(uri));
  }

  private Look newer(String uri, RemoteKeySet seen) {
    RemoteKeySet set = sets.getIfPresent(uri);
    if (set != null && set != seen) {
      return new Look.Had(set, false);
    }
    return refreshed.asMap().putIfAbsent(uri, Boolean.TRUE) == null
        ? fetch(uri)
        : new Look.TooSoon();
  }

  private Look once(String uri, Callable<Look> work) {
    // A fetch ends by its deadline; who waits longer waits for a thread that does not run.
    Duration patience = limits.deadline().plusSeconds(1);
    try {
      return flights.join(uri, Runnable::run, work, patience);
    } catch (ExecutionException e) {
      // Without the message, which may quote the URI.
      LOG.warn("A key set could not be looked at: {}", e.getCause().getClass().getName());
    } catch (TimeoutException e) {
      LOG.warn("A key set was waited for in vain");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Look.Failed(FetchProblem.of(Subreason.CACHE_ERROR), sets.getIfPresent(uri) != null);
  }

  private Look fetch(String uri) {
    long begun = System.nanoTime();
    Look look = fetched(uri);
    timer.fetched(look instanceof Look.Had, System.nanoTime() - begun);
    return look;
  }

  private Look fetched(String uri) {
    boolean cached = sets.getIfPresent(uri) != null;
    OutboundResult result;
    try {
      result = client.send(OutboundRequest.get(new URI(uri), HEADERS, limits));
    } catch (URISyntaxException e) {
      return failed(uri, FetchProblem.of(Subreason.INVALID_URI), cached);
    }
    if (result instanceof Failure failure) {
      return failed(uri, FetchProblem.of(failure), cached);
    }
    String text = ((Answer) result).body();
    Optional<List<JWK>> keys =
        JsonReader.object(text, limits.maxBytes()).flatMap(PublicKeys::ofSet);
    if (keys.isEmpty()) {
      return failed(uri, FetchProblem.of(Subreason.INVALID_FORMAT), cached);
    }
    RemoteKeySet set = new RemoteKeySet(keys.get(), text.length());
    sets.put(uri, set);
    failures.invalidate(uri);
    return new Look.Had(set, true);
  }

  private Look failed(String uri, FetchProblem problem, boolean cached) {
    failures.put(uri, problem);
    return new Look.Failed(problem, cached);
  }
}
