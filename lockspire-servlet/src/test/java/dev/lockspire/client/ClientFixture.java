package dev.lockspire.client;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.policy.Readiness;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A node's client registry on a real database, with a clock to move and a policy to set. */
public final class ClientFixture implements AutoCloseable {
  public static final Actor OPERATOR = new Actor(Actor.Type.OPERATOR, "ops", "Olive");

  public final TestDatabase test = TestDatabase.create(ClientStore.rows());
  public final List<String> told = new ArrayList<>();

  /** All of what was told last. */
  public Map<String, String> lastTold = Map.of();

  public final KeyRing keyRing =
      new KeyRing(MasterKey.of(new byte[32]), List.of(), RandomSource.secure());
  public Instant now = Instant.parse("2026-01-01T00:00:00Z");
  public ServerPolicy policy = ServerPolicy.defaults();
  public Readiness readiness = new Readiness(List.of());
  public boolean development;

  /** Algorithms that have an active key; may be altered. */
  public final Set<SigningAlgorithm> activeAlgorithms = EnumSet.allOf(SigningAlgorithm.class);

  /** What is found at a sector_identifier_uri: nothing that speaks against a client. */
  public Function<ClientMetadata, List<FieldError>> sectorIdentifiers = client -> List.of();

  public final InstantSource clock = () -> now;
  public final ClientSecrets secrets = new ClientSecrets(RandomSource.secure(), clock);
  public final ClientStore store = store(test.database());
  public final Clients clients = new Clients(store, test.database().changes());
  public final SingleUses singleUses = new SingleUses(test.database(), clock);

  public ClientStore store(Database database) {
    return new ClientStore(database, new AuditTrail(database), clock);
  }


  public ClientRegistration registration() {
    return new ClientRegistration(
        store,
        secrets,
        keyRing,
        () -> policy,
        () -> readiness,
        () -> activeAlgorithms,
        this::tell,
        RandomSource.secure(),
        clock,
        sectorIdentifiers,
        development);
  }

  public void tell(TelemetryEvent event, Map<String, String> attributes) {
    lastTold = Map.copyOf(attributes);
    told.add(event.wireName() + " " + attributes.getOrDefault("reason_code", ""));
  }

  public void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** A confidential web application that everything else is a variation of. */
  public static Map<String, Object> webApp(Object... members) {
    Map<String, Object> document = new HashMap<>();
    document.put("client_name", "Reports");
    document.put("redirect_uris", List.of("https://app.example/callback"));
    document.put("scope", "read:billing");
    document.put("grant_types", List.of("authorization_code", "refresh_token"));
    for (int i = 0; i < members.length; i += 2) {
      document.put((String) members[i], members[i + 1]);
    }
    return document;
  }

  public ClientRegistration.Done create(Object... members) {
    return done(registration().create(webApp(members), OPERATOR));
  }

  public ClientRegistration.Done upsert(Object... members) {
    return done(registration().upsert(webApp(members), OPERATOR));
  }

  public static ClientRegistration.Done done(ClientRegistration.Result result) {
    if (result instanceof ClientRegistration.Done done) {
      return done;
    }
    throw new AssertionError(result);
  }

  /** {@code field reason detail} of every error. */
  public static List<String> errors(ClientRegistration.Result result) {
    if (result instanceof ClientRegistration.Invalid invalid) {
      return invalid.errors().stream()
          .map(e -> (e.field() + " " + e.reason() + " " + e.detail()).strip())
          .toList();
    }
    throw new AssertionError(result);
  }

  public List<String> auditActions() {
    return test.texts("SELECT action FROM {audit_events} ORDER BY id");
  }

  public Optional<Client> find(String clientId) {
    return clients.find(clientId);
  }

  @Override
  public void close() {
    test.close();
  }
}
