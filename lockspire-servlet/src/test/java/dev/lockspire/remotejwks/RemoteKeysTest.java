package dev.lockspire.remotejwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.remotejwks.KeyAttempt.KeyProblem;
import dev.lockspire.storage.TestDatabase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The keys at jwks_uri")
class RemoteKeysTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ECKey OLD = KeysFixture.key("old");
  private static final ECKey NEW = KeysFixture.key("new");

  private final KeysFixture node = new KeysFixture(DATABASE.database());

  @AfterAll
  static void closeDatabase() {
    DATABASE.close();
  }

  @BeforeEach
  void begin() {
    DATABASE.clear();
    node.host.answers(200, KeysFixture.set(OLD));
  }

  @AfterEach
  void close() {
    node.close();
  }

  private void unavailable(String reason) {
    KeyAttempt attempt = node.keys.attempt(node.client());
    assertThatThrownBy(attempt::keys)
        .isInstanceOfSatisfying(
            KeysUnavailable.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private Incident incident() {
    node.incidents.flush();
    return node.incidents.of("J").orElseThrow();
  }

  @Test
  @DisplayName("are fetched once and serve for 15 minutes")
  void cached() {
    assertThat(node.finds("old")).isTrue();
    node.advance(KeysFixture.FRESHNESS.minusMillis(1));
    assertThat(node.finds("old")).isTrue();
    assertThat(node.fetches()).isEqualTo(1);
    node.advance(Duration.ofMillis(1));
    assertThat(node.finds("old")).isTrue();
    assertThat(node.fetches()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "jwks_uri rotation: cache old key, rotate, sign with new kid → exactly one extra fetch, OK")
  void rotation() {
    assertThat(node.finds("old")).isTrue();
    node.host.answers(200, KeysFixture.set(OLD, NEW));

    assertThat(node.finds("new")).isTrue();
    assertThat(node.finds("new")).isTrue();
    assertThat(node.finds("old")).isTrue();
    assertThat(node.fetches()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "Refresh failure: rotation host down, unknown kid → refused, and old key still works without"
          + " fetching")
  void refreshFailure() {
    assertThat(node.finds("old")).isTrue();
    node.host.answers(503, "down");

    assertThatThrownBy(() -> node.finds("new"))
        .isInstanceOfSatisfying(
            KeysUnavailable.class,
            e -> assertThat(e.reason()).isEqualTo("client_jwks_fetch_failed"));
    assertThat(node.fetches()).isEqualTo(2);
    Incident incident = incident();
    assertThat(incident.incidentClass()).isEqualTo(IncidentClass.REMOTE_JWKS_FETCH_FAILED);
    assertThat(incident.httpStatus()).contains(503);
    assertThat(incident.cachedEntryPresent()).isTrue();
    assertThat(incident.refreshAttempted()).isTrue();

    assertThat(node.finds("old")).isTrue();
    assertThat(node.fetches()).isEqualTo(2);
  }

  @ParameterizedTest
  @DisplayName("of before stay when what a refresh brings is no key set")
  @ValueSource(strings = {"<html>", "{}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"})
  void lastGoodCopy(String body) {
    assertThat(node.finds("old")).isTrue();
    node.host.answers(200, body);

    assertThatThrownBy(() -> node.finds("new")).isInstanceOf(KeysUnavailable.class);
    assertThat(node.finds("old")).isTrue();
  }

  @Test
  @DisplayName("Known kid bad signature → no extra fetch")
  void knownKid() {
    KeyAttempt attempt = node.keys.attempt(node.client());
    assertThat(attempt.keys()).hasSize(1);
    attempt.failed(KeyProblem.SIGNATURE_INVALID, true);

    assertThat(node.fetches()).isEqualTo(1);
    assertThat(incident().subreason()).isEqualTo(Subreason.SIGNATURE_INVALID);
  }

  @Test
  @DisplayName("are fetched out of turn at most once per attempt, and not when just fetched")
  void oncePerAttempt() {
    KeyAttempt cold = node.keys.attempt(node.client());
    assertThat(cold.keys()).hasSize(1);
    assertThat(cold.refresh()).isFalse();

    KeyAttempt warm = node.keys.attempt(node.client());
    assertThat(warm.keys()).hasSize(1);
    assertThat(warm.refresh()).isTrue();
    node.advance(Duration.ofMinutes(1));
    assertThat(warm.refresh()).isFalse();
    assertThat(node.fetches()).isEqualTo(2);
  }

  @Test
  @DisplayName("are fetched out of turn at most once per URI per 10 s, whatever kids are made up")
  void refreshGuard() {
    assertThat(node.finds("old")).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(node.finds("random-" + i)).isFalse();
    }
    assertThat(node.fetches()).isEqualTo(2);
    assertThat(incident().subreason()).isEqualTo(Subreason.POST_REFRESH_KEY_STILL_MISSING);

    node.advance(KeysFixture.INTERVAL);
    assertThat(node.finds("random")).isFalse();
    assertThat(node.fetches()).isEqualTo(3);
  }

  @Test
  @DisplayName("that another attempt has fetched meanwhile count as fetched again")
  void othersRefreshed() {
    assertThat(node.finds("old")).isTrue();
    KeyAttempt slow = node.keys.attempt(node.client());
    assertThat(slow.keys()).hasSize(1);
    node.host.answers(200, KeysFixture.set(OLD, NEW));
    assertThat(node.finds("new")).isTrue();

    assertThat(slow.refresh()).isTrue();
    assertThat(slow.keys()).extracting(JWK::getKeyID).contains("new");
    assertThat(node.fetches()).isEqualTo(2);
  }

  @Test
  @DisplayName("that could not be fetched are not tried again for 10 s")
  void negativeCache() {
    node.host.answers(404, "");
    unavailable("client_jwks_fetch_failed");
    node.host.answers(200, KeysFixture.set(OLD));
    node.advance(KeysFixture.INTERVAL.minusMillis(1));
    unavailable("client_jwks_fetch_failed");
    assertThat(node.fetches()).isEqualTo(1);

    node.advance(Duration.ofMillis(1));
    assertThat(node.finds("old")).isTrue();
  }

  @Test
  @DisplayName("46 Single flight: 20 parallel cold-cache assertions → one GET")
  void singleFlight() throws Exception {
    node.host.answers(
        exchange -> {
          pause(300);
          HttpsHost.send(exchange, 200, KeysFixture.set(OLD));
        });

    assertThat(inParallel(() -> node.finds("old"))).containsOnly(true);
    assertThat(node.fetches()).isEqualTo(1);
  }

  @Test
  @DisplayName("Single flight: 20 parallel assertions with a new kid → one GET more, all OK")
  void sharedRefresh() throws Exception {
    assertThat(node.finds("old")).isTrue();
    node.host.answers(
        exchange -> {
          pause(300);
          HttpsHost.send(exchange, 200, KeysFixture.set(NEW));
        });

    assertThat(inParallel(() -> node.finds("new"))).containsOnly(true);
    assertThat(node.fetches()).isEqualTo(2);
  }

  private static List<Boolean> inParallel(Callable<Boolean> one) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Boolean> answers = new ArrayList<>();
      for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(20, one))) {
        answers.add(each.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("43 SSRF guard: jwks_uri host resolving there → refused, no connection made")
  @CsvSource({
    "127.0.0.2, loopback",
    "10.0.0.1, private",
    "169.254.169.254, link_local",
    "::1, loopback",
    "::ffff:10.0.0.1, private",
    "8.8.8.8 192.168.0.1, private"
  })
  void unsafeTargets(String addresses, String reason) {
    int before = node.host.connections();
    node.dns = name -> resolved(addresses);

    unavailable("client_jwks_fetch_failed");
    assertThat(node.host.connections()).isEqualTo(before);
    Incident incident = incident();
    assertThat(incident.subreason()).isEqualTo(Subreason.UNSAFE_TARGET);
    assertThat(incident.stage()).isEqualTo(IncidentStage.VALIDATE_TARGET);
    assertThat(incident.targetReason()).contains(reason);
    assertThat(incident.cachedEntryPresent()).isFalse();
  }

  private static List<InetAddress> resolved(String addresses) throws UnknownHostException {
    List<InetAddress> resolved = new ArrayList<>();
    for (String address : addresses.split(" ", -1)) {
      Collections.addAll(resolved, InetAddress.getAllByName(address));
    }
    return resolved;
  }

  @Test
  @DisplayName("SSRF guard: the target is vetted on a cache hit too")
  void vettedOnHit() {
    assertThat(node.finds("old")).isTrue();
    node.dns = name -> resolved("10.0.0.1");
    unavailable("client_jwks_fetch_failed");
    assertThat(incident().cachedEntryPresent()).isTrue();

    node.dns = name -> resolved("127.0.0.1");
    assertThat(node.finds("old")).isTrue();
    assertThat(node.fetches()).isEqualTo(1);
  }

  @ParameterizedTest(name = "status {0}, body of {1} → {2}")
  @DisplayName("45 Fetch limits: refused; incident class visible to operator")
  @CsvSource({
    "302, 0, REDIRECT_DISALLOWED, REMOTE_JWKS_FETCH_FAILED",
    "404, 2, HTTP_STATUS, REMOTE_JWKS_FETCH_FAILED",
    "500, 2, HTTP_STATUS, REMOTE_JWKS_FETCH_FAILED",
    "200, 262145, PAYLOAD_TOO_LARGE, REMOTE_JWKS_FETCH_FAILED",
    "200, 100, INVALID_FORMAT, REMOTE_JWKS_INVALID"
  })
  void fetchLimits(int status, int size, Subreason subreason, IncidentClass incidentClass) {
    node.host.answers(status, "x".repeat(size));

    unavailable(
        subreason == Subreason.INVALID_FORMAT ? "client_jwks_invalid" : "client_jwks_fetch_failed");
    assertThat(incident().subreason()).isEqualTo(subreason);
    assertThat(incident().incidentClass()).isEqualTo(incidentClass);
    assertThat(incident().httpStatus().isPresent()).isEqualTo(status != 200);
    assertThat(incident().remedy()).endsWith(".");
  }

  @Test
  @DisplayName("45 Fetch limits: 1.5 s stall → refused; incident class visible to operator")
  void stall() {
    node.host.answers(
        exchange -> {
          pause(1500);
          HttpsHost.send(exchange, 200, KeysFixture.set(OLD));
        });

    unavailable("client_jwks_fetch_failed");
    assertThat(incident().subreason()).isEqualTo(Subreason.TIMEOUT);
    assertThat(incident().stage()).isEqualTo(IncidentStage.NETWORK);
  }

  @Test
  @DisplayName("incident is gone after the next success, and others' incidents are not touched")
  void incidentCleared() {
    node.host.answers(500, "");
    unavailable("client_jwks_fetch_failed");
    KeyAttempt other = node.keys.attempt(node.client("K"));
    assertThatThrownBy(other::keys).isInstanceOf(KeysUnavailable.class);
    assertThat(incident().clientId()).isEqualTo("J");

    node.host.answers(200, KeysFixture.set(OLD));
    node.advance(KeysFixture.INTERVAL);
    assertThat(node.finds("old")).isTrue();
    node.incidents.flush();

    assertThat(node.incidents.of("J")).isEmpty();
    assertThat(node.incidents.of("K")).isPresent();
  }

  @Test
  @DisplayName("tell telemetry where they are from and how they failed, nothing of URI or keys")
  void evidence() {
    KeyAttempt good = node.keys.attempt(node.client());
    assertThat(good.keys()).hasSize(1);
    assertThat(good.evidence()).containsOnly(entry("jwks_source", "jwks_uri"));

    good.failed(KeyProblem.KEY_UNAVAILABLE, false);
    assertThat(good.evidence())
        .containsOnly(
            entry("jwks_source", "jwks_uri"),
            entry("remote_jwks_class", "remote_jwks_key_unavailable"),
            entry("remote_jwks_stage", "select_key"),
            entry("remote_jwks_subreason", "requested_key_missing"),
            entry("remote_jwks_cached", "false"),
            entry("remote_jwks_refreshed", "false"),
            entry("kid_present", "false"));
  }

  private static Map.Entry<String, String> entry(String name, String value) {
    return Map.entry(name, value);
  }

  private static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
