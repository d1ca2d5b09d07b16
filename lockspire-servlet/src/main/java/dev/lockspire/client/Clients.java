package dev.lockspire.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.lockspire.storage.Changes;
import dev.lockspire.storage.StorageFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * Who is a client: asked by every request, so answered from memory.
 *
 * <p>A change is seen by every node at once, through {@link Changes}, and after {@link #FRESH} at
 * the latest.
 */
public final class Clients {
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final Duration UNKNOWN_FRESH = Duration.ofSeconds(2);
  private static final int MAX_ID_LENGTH = 255;

  private final ClientStore store;
  private final Cache<String, Client> known;
  // Apart from the known ones, so that guessing ids cannot push real clients out.
  private final Cache<String, Boolean> unknown;

  public Clients(ClientStore store, Changes changes) {
    this(store, changes, Ticker.systemTicker());
  }

  Clients(ClientStore store, Changes changes, Ticker ticker) {
    this.store = store;
    this.known =
        Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FRESH).ticker(ticker).build();
    this.unknown =
        Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(UNKNOWN_FRESH)
            .ticker(ticker)
            .build();
    changes.subscribe(ClientStore.TOPIC, this::forget, this::forgetAll);
  }

  /**
   * The client, whether it is active or not.
   *
   * @throws StorageFailure when it is not in memory and the database cannot answer
   */
  public Optional<Client> find(String clientId) {
    Client cached = known.getIfPresent(clientId);
    if (cached != null) {
      return Optional.of(cached);
    }
    return isWellFormed(clientId)
        ? Optional.ofNullable(known.get(clientId, this::load))
        : Optional.empty();
  }

  /** Runs while the key is held, so a change that comes meanwhile drops what is loaded here. */
  private Client load(String clientId) {
    if (unknown.getIfPresent(clientId) != null) {
      return null;
    }
    Client loaded = store.find(clientId).orElse(null);
    if (loaded == null) {
      unknown.put(clientId, Boolean.TRUE);
    }
    return loaded;
  }

  /** 1 to 255 printable ASCII characters (RFC 6749 appendix A.1); anything else costs no query. */
  static boolean isWellFormed(String clientId) {
    int length = clientId.length();
    if (length == 0 || length > MAX_ID_LENGTH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = clientId.charAt(i);
      if (c < 0x20 || c > 0x7e) {
        return false;
      }
    }
    return true;
  }

  private void forget(String clientId) {
    known.invalidate(clientId);
    unknown.invalidate(clientId);
  }

  private void forgetAll() {
    known.invalidateAll();
    unknown.invalidateAll();
  }
}
