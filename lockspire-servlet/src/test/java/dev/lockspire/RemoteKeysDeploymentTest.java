package dev.lockspire;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.host.HostSeams;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Throttle;
import dev.lockspire.minting.ScriptedHost;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName(
    "private_key_jwt with keys at jwks_uri, where everything is wired as a deployment has it")
class RemoteKeysDeploymentTest {
  private static final String ISSUER = "https://op.example/lockspire";
  private static final Actor OPERATOR = Actor.of("operator", "olga", "Olga");
  private static final ECKey OLD = Machine.key("old");
  private static final ECKey NEW = Machine.key("new");

  /** What the client's host answers to a path; its keys where nothing else is said. */
  private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();

  @TempDir private static Path folder;
  private static HttpsHost host;
  private static TestDatabase database;
  private static Lockspire lockspire;
  private static Machine machine;

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeAll
  static void start() {
    host = HttpsHost.start();
    host.answers(
        exchange ->
            ANSWERS.getOrDefault(exchange.getRequestURI().getPath(), keys(OLD)).to(exchange));
    database = TestDatabase.create();
    lockspire =
        Lockspire.start(
            LockspireConfig.of(
                Map.ofEntries(
                    Map.entry("lockspire.issuer", ISSUER),
                    Map.entry("lockspire.known-scopes", "read:billing"),
                    Map.entry("lockspire.jdbc.url", database.jdbcUrl()),
                    Map.entry("lockspire.jdbc.user", "postgres"),
                    Map.entry("lockspire.jdbc.pool-size", "4"),
                    Map.entry("lockspire.jobs.mode", "disabled"),
                    Map.entry("lockspire.outbound.allowed-targets", "127.0.0.1"),
                    Map.entry("lockspire.outbound.allowed-ports", "443 " + host.port()),
                    Map.entry(
                        "lockspire.outbound.trusted-certificates",
                        HttpsHost.CERTIFICATE.pemFile(folder).toString()),
                    Map.entry(
                        "lockspire.encryption.master-key",
                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))),
            HostSeams.of(new ScriptedHost()));
    machine = new Machine(lockspire.router(Throttle.NONE), lockspire.issuer());
    warmUp();
  }

  /** The first TLS of a JVM is slow, and the limits of a fetch are short: its outcome is open. */
  private static void warmUp() {
    token(client("warm-up"), OLD);
  }

  @AfterAll
  static void stop() {
    lockspire.close();
    database.close();
    host.close();
  }

  private static Answer keys(ECKey key) {
    return exchange -> HttpsHost.send(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
  }

  /** A client whose keys are on the host. */
  private static String client(String id) {
    return client(id, "https://127.0.0.1:" + host.port() + "/" + id);
  }

  private static String client(String id, String jwksUri) {
    ClientRegistration.Result result =
        lockspire
            .clients()
            .create(
                Map.of(
                    "client_id",
                    id,
                    "client_name",
                    id,
                    "grant_types",
                    List.of("client_credentials"),
                    "response_types",
                    List.of(),
                    "scope",
                    "read:billing",
                    "token_endpoint_auth_method",
                    "private_key_jwt",
                    "jwks_uri",
                    jwksUri),
                OPERATOR);
    assertThat(result).isInstanceOf(ClientRegistration.Done.class);
    return id;
  }

  private static Reply token(String id, ECKey key) {
    return machine.askWith(machine.assertion(id, key), Map.of());
  }

  private static long fetches(String id) {
    return host.requests().stream().filter(("GET /" + id)::equals).count();
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text()).contains("\"invalid_client\"").doesNotContain("jwks");
  }

  /** What the operator is told of a client; it is written behind the request's back. */
  private static String incident(String id) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      String found =
          database.text(
              "SELECT concat_ws(' ', subreason, http_status, target_reason)"
                  + " FROM {remote_jwks_incidents} WHERE client_id = '"
                  + id
                  + "'");
      if (found != null) {
        return found;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("no incident of " + id);
  }

  @Test
  @DisplayName("40 jwks_uri rotation: cache old key, rotate, sign with new kid -> one extra fetch")
  void rotation() {
    String id = client("rotating");
    assertThat(token(id, OLD).status()).isEqualTo(200);
    ANSWERS.put("/rotating", keys(NEW));

    assertThat(token(id, OLD).status()).as("from memory").isEqualTo(200);
    assertThat(fetches(id)).isEqualTo(1);
    assertThat(token(id, NEW).status()).isEqualTo(200);
    assertThat(fetches(id)).isEqualTo(2);
    assertRefused(token(id, OLD));
    assertThat(fetches(id)).isEqualTo(2);
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("43, 44 SSRF guard, mapped IPv6: a jwks_uri that leads inside -> 401, no connection")
  @CsvSource({
    "other-loopback, 127.0.0.2, loopback",
    "private, 10.0.0.1, private",
    "link-local, 169.254.169.254, link_local",
    "loopback-6, [::1], loopback",
    "mapped, [::ffff:127.0.0.2], loopback"
  })
  void inside(String id, String address, String reason) throws InterruptedException {
    client(id, "https://" + address + ":" + host.port() + "/" + id);
    int before = host.connections();

    assertRefused(token(id, OLD));
    assertThat(host.connections()).isEqualTo(before);
    assertThat(incident(id)).isEqualTo("unsafe_target " + reason);
  }

  @Test
  @DisplayName(
      "45 Fetch limits: redirect, 256 KiB+1 body, 1.5 s stall, non-200, non-JSON -> 401; what"
          + " happened is visible to the operator")
  void limits() throws InterruptedException {
    ANSWERS.put(
        "/redirect",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          HttpsHost.send(exchange, 302, "");
        });
    ANSWERS.put("/large", answer(200, " ".repeat(262_145)));
    ANSWERS.put(
        "/stall",
        exchange -> {
          pause();
          keys(OLD).to(exchange);
        });
    ANSWERS.put("/missing", answer(404, "{}"));
    ANSWERS.put("/prose", answer(200, "keys"));

    Map<String, String> expected =
        Map.of(
            "redirect", "redirect_disallowed 302",
            "large", "payload_too_large",
            "stall", "timeout",
            "missing", "http_status 404",
            "prose", "invalid_format");
    for (String id : expected.keySet()) {
      assertRefused(token(client(id), OLD));
    }
    for (Map.Entry<String, String> each : expected.entrySet()) {
      assertThat(incident(each.getKey())).isEqualTo(each.getValue());
      assertThat(fetches(each.getKey())).as(each.getKey()).isEqualTo(1);
    }
    assertThat(fetches("elsewhere")).isZero();
  }

  private static Answer answer(int status, String body) {
    return exchange -> HttpsHost.send(exchange, status, body);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(1500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("46 Single flight: 20 parallel cold-cache assertions -> one GET, all OK")
  void singleFlight() throws Exception {
    String id = client("crowd");
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        replies.add(threads.submit(() -> token(id, OLD)));
      }
      for (Future<Reply> reply : replies) {
        assertThat(reply.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(fetches(id)).isEqualTo(1);
  }
}
