package dev.lockspire.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.StorageFailure;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The life of a signing key")
class SigningKeyLifecycleTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Actor OPERATOR = new Actor(Actor.Type.OPERATOR, "olga", "Olga");

  private KeyNode node;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void start() {
    DATABASE.clear();
    node = new KeyNode(DATABASE.database());
  }

  @Test
  @DisplayName("a generated key is upcoming, unpublished, and named by 16 upper-case hex digits")
  void generated() {
    SigningKey key = generate(SigningAlgorithm.ES256);

    assertThat(key.status()).isEqualTo(KeyStatus.UPCOMING);
    assertThat(key.published()).isFalse();
    assertThat(key.kid()).matches("[0-9A-F]{16}");
    assertThat(key.publicJwk()).containsEntry("crv", "P-256").doesNotContainKey("d");
  }

  @Test
  @DisplayName("RSA keys come in 2048, 3072 and 4096 bits and nothing else")
  void rsaBits() {
    KeyTransition made = node.lifecycle().generate(SigningAlgorithm.PS256, 3072, OPERATOR);
    assertThat(((KeyTransition.Done) made).key().publicJwk().get("n").toString()).hasSize(3072 / 6);
    assertThatThrownBy(() -> node.lifecycle().generate(SigningAlgorithm.RS256, 1024, OPERATOR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("the private key is sealed at rest")
  void sealed() {
    SigningKey key = generate(SigningAlgorithm.RS256);

    String stored =
        DATABASE.text("SELECT encode(private_jwk_encrypted, 'escape') FROM {signing_keys}");
    assertThat(stored).doesNotContain(key.kid()).doesNotContain("\"d\"").doesNotContain("\"p\"");
  }

  @Test
  @DisplayName("publish, activate and retire go one way, each with its own refusal otherwise")
  void guards() {
    String kid = generate(SigningAlgorithm.ES256).kid();
    assertThat(refusal(node.lifecycle().activate(kid, false, OPERATOR))).isEqualTo("not_published");
    assertThat(refusal(node.lifecycle().retire(kid, false, OPERATOR))).isEqualTo("invalid_state");

    done(node.lifecycle().publish(kid, OPERATOR));
    assertThat(refusal(node.lifecycle().publish(kid, OPERATOR))).isEqualTo("already_published");

    done(node.lifecycle().activate(kid, false, OPERATOR));
    assertThat(refusal(node.lifecycle().publish(kid, OPERATOR))).isEqualTo("invalid_state");
    assertThat(refusal(node.lifecycle().activate(kid, false, OPERATOR))).isEqualTo("invalid_state");
    assertThat(refusal(node.lifecycle().retire(kid, false, OPERATOR))).isEqualTo("invalid_state");

    activated(SigningAlgorithm.ES256);
    done(node.lifecycle().retire(kid, true, OPERATOR));
    assertThat(refusal(node.lifecycle().retire(kid, true, OPERATOR))).isEqualTo("already_retired");
    assertThat(refusal(node.lifecycle().publish("FFFFFFFFFFFFFFFF", OPERATOR)))
        .isEqualTo("not_found");
  }

  @Test
  @DisplayName("activating a key sends the one before it, of the same algorithm only, to retiring")
  void oneActivePerAlgorithm() {
    SigningKey rsa = activated(SigningAlgorithm.RS256);
    SigningKey first = activated(SigningAlgorithm.ES256);

    String second = published(SigningAlgorithm.ES256);
    KeyTransition.Done done = done(node.lifecycle().activate(second, true, OPERATOR));

    assertThat(done.replaced()).map(SigningKey::kid).contains(first.kid());
    assertThat(node.keys().all())
        .extracting(key -> key.kid() + " " + key.status().wireName())
        .containsExactly(second + " active", rsa.kid() + " active", first.kid() + " retiring");
  }

  @Test
  @DisplayName("the first key may sign at once; a later one waits until verifiers know it")
  void minPublishAge() {
    activated(SigningAlgorithm.ES256);
    String next = published(SigningAlgorithm.ES256);

    node.advance(Duration.ofMinutes(59));
    assertThat(refusal(node.lifecycle().activate(next, false, OPERATOR)))
        .isEqualTo("published_too_recently");

    node.advance(Duration.ofMinutes(1));
    done(node.lifecycle().activate(next, false, OPERATOR));
  }

  @Test
  @DisplayName("a key retires only when what it signed has expired")
  void minRetireAge() {
    String kid = activated(SigningAlgorithm.ES256).kid();
    done(node.lifecycle().activate(published(SigningAlgorithm.ES256), true, OPERATOR));

    node.advance(Duration.ofMinutes(119));
    assertThat(refusal(node.lifecycle().retire(kid, false, OPERATOR)))
        .isEqualTo("retiring_too_recently");

    node.advance(Duration.ofMinutes(1));
    done(node.lifecycle().retire(kid, false, OPERATOR));
  }

  @Test
  @DisplayName("each step leaves an audit row; an override of a guard is on record")
  void audited() {
    String first = activated(SigningAlgorithm.ES256).kid();
    String second = published(SigningAlgorithm.ES256);
    node.lifecycle().activate(second, true, OPERATOR);
    node.lifecycle().retire(first, true, OPERATOR);

    List<String> rows =
        DATABASE.texts(
            "SELECT concat_ws(' ', action, resource_type, resource_id, actor_id,"
                + " metadata->>'alg', metadata->>'use', metadata->>'retiring_kid',"
                + " metadata->>'guard_override') FROM {audit_events} ORDER BY id");
    String first1 = " signing_key " + first + " olga ES256 sig";
    String second1 = " signing_key " + second + " olga ES256 sig";
    assertThat(rows)
        .containsExactly(
            "key_generated" + first1,
            "key_published" + first1,
            "key_activated" + first1,
            "key_generated" + second1,
            "key_published" + second1,
            "key_activated" + second1 + " " + first + " min_publish_age",
            "key_retired" + first1 + " min_retire_age");
    assertThat(DATABASE.texts("SELECT DISTINCT jsonb_object_keys(metadata) FROM {audit_events}"))
        .containsExactlyInAnyOrder("kid", "alg", "use", "retiring_kid", "guard_override");
    assertThat(node.told())
        .contains(
            TelemetryEvent.KEY_GENERATED,
            TelemetryEvent.KEY_PUBLISHED,
            TelemetryEvent.KEY_ACTIVATED,
            TelemetryEvent.KEY_RETIRED);
  }

  @Test
  @DisplayName("under either FAPI profile a key that does not comply cannot be made or activated")
  void fapi() {
    activated(SigningAlgorithm.ES256);
    String rsa = published(SigningAlgorithm.RS256);
    for (SecurityProfile profile :
        List.of(SecurityProfile.FAPI_2_0_SECURITY, SecurityProfile.FAPI_2_0_MESSAGE_SIGNING)) {
      node.policies().update(p -> p.withSecurityProfile(profile), OPERATOR);

      assertThat(refusal(node.lifecycle().activate(rsa, true, OPERATOR)))
          .isEqualTo("non_compliant_signing_key");
      assertThat(refusal(node.lifecycle().generate(SigningAlgorithm.EDDSA, OPERATOR)))
          .isEqualTo("non_compliant_signing_key");
      done(node.lifecycle().activate(published(SigningAlgorithm.PS256), true, OPERATOR));
    }
  }

  @Test
  @DisplayName("Profile readiness: no move of a key leaves a FAPI profile without a compliant one")
  void staysReady() {
    String only = activated(SigningAlgorithm.ES256).kid();
    node.policies().update(p -> p.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY), OPERATOR);

    assertThat(refusal(node.lifecycle().retire(only, true, OPERATOR))).isEqualTo("invalid_state");
    KeyTransition.Withdrawn withdrawn =
        (KeyTransition.Withdrawn) node.lifecycle().withdraw(only, OPERATOR);

    assertThat(withdrawn.successor().orElseThrow().kid()).isNotEqualTo(only);
    assertThat(node.keys().check().ready()).isTrue();
    activated(SigningAlgorithm.ES256);
    assertThat(node.keys().check().ready()).isTrue();
  }

  @Test
  @DisplayName("when the audit row cannot be written the key stays where it was")
  void auditFails() {
    String kid = generate(SigningAlgorithm.ES256).kid();
    DATABASE.execute(
        "ALTER TABLE {audit_events} ADD CONSTRAINT broken CHECK (action <> 'key_published')");
    try {
      assertThatThrownBy(() -> node.lifecycle().publish(kid, OPERATOR))
          .isInstanceOf(StorageFailure.class);
    } finally {
      DATABASE.execute("ALTER TABLE {audit_events} DROP CONSTRAINT broken");
    }

    assertThat(node.keys().all()).extracting(SigningKey::publishedAt).containsOnlyNulls();
    assertThat(node.told()).containsExactly(TelemetryEvent.KEY_GENERATED);
  }

  @Test
  @DisplayName("when two nodes activate two keys at once exactly one is active afterwards")
  void activationRace() throws Exception {
    KeyNode other = new KeyNode(DATABASE.anotherNode());
    activated(SigningAlgorithm.ES256);
    for (int round = 0; round < 20; round++) {
      String a = published(SigningAlgorithm.ES256);
      String b = published(SigningAlgorithm.ES256);
      List<KeyTransition> both =
          together(
              List.of(
                  () -> node.lifecycle().activate(a, true, OPERATOR),
                  () -> other.lifecycle().activate(b, true, OPERATOR)));

      assertThat(both).allMatch(transition -> transition instanceof KeyTransition.Done);
      assertThat(DATABASE.texts("SELECT kid FROM {signing_keys} WHERE status = 'active'"))
          .hasSize(1)
          .containsAnyOf(a, b);
    }
  }

  @Test
  @DisplayName("at first start ES256 and RS256 are made, once, even when nodes start together")
  void firstStart() throws Exception {
    List<Callable<Boolean>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      KeyNode starting = new KeyNode(DATABASE.anotherNode());
      starts.add(
          () -> {
            starting.lifecycle().provisionAtFirstStart();
            return true;
          });
    }
    together(starts);
    node.lifecycle().provisionAtFirstStart();

    assertThat(node.keys().all())
        .extracting(key -> key.algorithm() + " " + key.status().wireName())
        .containsExactlyInAnyOrder("ES256 active", "RS256 active");
    assertThat(
            DATABASE.texts(
                "SELECT actor_type || ' ' || action FROM {audit_events}"
                    + " WHERE metadata->>'alg' = 'RS256' ORDER BY id"))
        .containsExactly("system key_generated", "system key_published", "system key_activated");
  }

  @Test
  @DisplayName("a key activated at one node signs at every other node at once")
  void everyNode() {
    KeyNode other = new KeyNode(DATABASE.anotherNode());
    activated(SigningAlgorithm.ES256);
    assertSignsWithin(other, node.keys().all().get(0).kid());

    String next = published(SigningAlgorithm.ES256);
    done(node.lifecycle().activate(next, true, OPERATOR));

    assertThat(signingKid(node)).contains(next);
    assertSignsWithin(other, next);
  }

  private static void assertSignsWithin(KeyNode other, String kid) {
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (!signingKid(other).equals(Optional.of(kid)) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(signingKid(other)).contains(kid);
  }

  private static Optional<String> signingKid(KeyNode node) {
    return node.keys().current().activeByKid().keySet().stream().findFirst();
  }

  private static <T> List<T> together(List<Callable<T>> steps) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(steps.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(steps)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }

  private SigningKey generate(SigningAlgorithm algorithm) {
    return done(node.lifecycle().generate(algorithm, OPERATOR)).key();
  }

  private String published(SigningAlgorithm algorithm) {
    return done(node.lifecycle().publish(generate(algorithm).kid(), OPERATOR)).key().kid();
  }

  private SigningKey activated(SigningAlgorithm algorithm) {
    return done(node.lifecycle().activate(published(algorithm), true, OPERATOR)).key();
  }

  private static KeyTransition.Done done(KeyTransition transition) {
    assertThat(transition).isInstanceOf(KeyTransition.Done.class);
    return (KeyTransition.Done) transition;
  }

  private static String refusal(KeyTransition transition) {
    assertThat(transition).isInstanceOf(KeyTransition.Refused.class);
    return ((KeyTransition.Refused) transition).reason().wireName();
  }
}
