package dev.lockspire.clientauth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lockspire.client.Client;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeysUnavailable;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The keys that clients registered, and for some of them a remote set that can be rotated. */
final class TestKeys implements Function<Client, KeyAttempt> {
  private final Map<Long, List<JWK>> parsed = new ConcurrentHashMap<>();
  private final Map<String, List<JWK>> cached = new ConcurrentHashMap<>();
  private final Map<String, List<JWK>> remote = new ConcurrentHashMap<>();
  private volatile boolean hostDown;
  final AtomicInteger fetches = new AtomicInteger();
  final List<String> told = new ArrayList<>();

  void publish(String clientId, ClientKey... keys) {
    remote.put(clientId, java.util.Arrays.stream(keys).map(ClientKey::jwk).toList());
  }

  void hostDown(boolean down) {
    hostDown = down;
  }

  void forget() {
    cached.clear();
    fetches.set(0);
    told.clear();
  }

  @Override
  public KeyAttempt apply(Client client) {
    return new KeyAttempt() {
      private boolean fetched;

      @Override
      public List<JWK> keys() {
        if (client.jwks().isPresent()) {
          return parsed.computeIfAbsent(client.id(), id -> inline(client));
        }
        if (!cached.containsKey(client.clientId())) {
          fetch();
        }
        return cached.get(client.clientId());
      }

      @Override
      public boolean refresh() {
        if (client.jwks().isPresent() || fetched) {
          return false;
        }
        fetch();
        return true;
      }

      private void fetch() {
        fetched = true;
        fetches.incrementAndGet();
        List<JWK> found = remote.get(client.clientId());
        if (hostDown) {
          throw new KeysUnavailable("client_jwks_fetch_failed");
        }
        if (found == null) {
          throw new KeysUnavailable("client_jwks_missing");
        }
        cached.put(client.clientId(), found);
      }

      @Override
      public void succeeded() {
        told.add("succeeded");
      }

      @Override
      public void failed(KeyProblem problem, boolean kidPresent) {
        told.add(problem + (kidPresent ? " with kid" : " without kid"));
      }
    };
  }

  private static List<JWK> inline(Client client) {
    try {
      return JWKSet.parse(client.jwks().orElseThrow()).getKeys();
    } catch (ParseException e) {
      throw new KeysUnavailable("client_jwks_invalid");
    }
  }
}
