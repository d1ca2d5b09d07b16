package dev.lockspire.it.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.it.Deployments;
import dev.lockspire.it.NimbusClient;
import dev.lockspire.it.NimbusClient.Pending;
import dev.lockspire.it.Person;
import dev.lockspire.it.Shop;
import dev.lockspire.it.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two servers with one database, one issuer and one master key. */
@DisplayName("130 Multi-node: two nodes, one database")
final class TwoNodesIT {
  private static final int RACERS = 10;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static JettyNode a;
  private static JettyNode b;
  private static String issuer;

  @BeforeAll
  static void start() throws Exception {
    TestDatabase database = TestDatabase.create("two_nodes");
    String masterKey = Deployments.masterKey();
    a = new JettyNode();
    b = new JettyNode();
    URI publicBase = a.base();
    a.start(base -> Deployments.shop("node_a", publicBase, database, masterKey));
    b.start(base -> Deployments.shop("node_b", publicBase, database, masterKey));
    issuer = publicBase + "/lockspire";
  }

  @AfterAll
  static void stop() {
    a.close();
    b.close();
  }

  @Test
  @DisplayName("both publish the same keys")
  void sameKeys() throws Exception {
    assertThat(get(b, "/lockspire/jwks").body()).isEqualTo(get(a, "/lockspire/jwks").body());
  }

  @Test
  @DisplayName("a code issued on one is redeemed on the other, and replayed on neither")
  void codeElsewhere() throws Exception {
    Map<String, String> grant = codeGrant("ada");

    HttpResponse<String> redeemed = token(b, grant);

    assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
    String accessToken = (String) json(redeemed).get("access_token");
    assertThat(userInfo(a, accessToken)).isEqualTo(200);

    assertThat(token(a, grant).statusCode()).isEqualTo(400);
    assertThat(userInfo(a, accessToken)).isEqualTo(401);
    assertThat(userInfo(b, accessToken)).isEqualTo(401);
  }

  @Test
  @DisplayName("#12 Concurrent redemption on both: exactly one 200")
  void codeRace() throws Exception {
    Map<String, String> grant = codeGrant("grace");

    List<HttpResponse<String>> answers = race(grant);

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 200)
        .allSatisfy(answer -> assertThat(answer.body()).contains("invalid_grant"));
  }

  @Test
  @DisplayName("#27 Parallel refresh on both: one successor, whoever asked, and it lives on")
  void refreshRace() throws Exception {
    String first = (String) json(token(a, codeGrant("joan"))).get("refresh_token");

    List<HttpResponse<String>> answers = race(refreshGrant(first));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    List<String> successors = new ArrayList<>();
    for (HttpResponse<String> answer : answers) {
      successors.add((String) json(answer).get("refresh_token"));
    }
    assertThat(successors.stream().distinct()).hasSize(1);

    HttpResponse<String> next = token(b, refreshGrant(successors.get(0)));
    assertThat(next.statusCode()).isEqualTo(200);
    // Two generations old: that is no lost answer any more, but a thief or a victim.
    assertThat(token(a, refreshGrant(first)).statusCode()).isEqualTo(400);
    assertThat(token(b, refreshGrant((String) json(next).get("refresh_token"))).statusCode())
        .isEqualTo(400);
  }

  @Test
  @DisplayName("a client disabled on one is refused on the other within a second")
  void disabled() throws Exception {
    Map<String, String> grant =
        Map.of(
            "grant_type", "client_credentials",
            "client_id", Shop.PASSER_BY,
            "client_secret", Shop.PASSER_BY_SECRET);
    assertThat(token(b, grant).statusCode()).isEqualTo(200);

    assertThat(post(a, "/journey/clients", Map.of("disable", Shop.PASSER_BY)).statusCode())
        .isEqualTo(204);
    assertThat(until(() -> token(b, grant).statusCode() == 401)).isLessThan(Duration.ofSeconds(1));

    assertThat(post(b, "/journey/clients", Map.of("enable", Shop.PASSER_BY)).statusCode())
        .isEqualTo(204);
    assertThat(until(() -> token(a, grant).statusCode() == 200)).isLessThan(Duration.ofSeconds(1));
  }

  private static Map<String, String> codeGrant(String person) {
    NimbusClient app = NimbusClient.partner(issuer);
    Pending pending = app.request("openid", "offline_access");
    return Map.of(
        "grant_type", "authorization_code",
        "client_id", Shop.PARTNER,
        "redirect_uri", Shop.PARTNER_CALLBACK.toString(),
        "code", app.code(pending, new Person(person).approve(pending.uri())).getValue(),
        "code_verifier", pending.verifier().getValue());
  }

  private static Map<String, String> refreshGrant(String token) {
    return Map.of("grant_type", "refresh_token", "client_id", Shop.PARTNER, "refresh_token", token);
  }

  /** Sends {@code grant} many times at once, to both nodes in turn. */
  private static List<HttpResponse<String>> race(Map<String, String> grant) throws Exception {
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      CyclicBarrier start = new CyclicBarrier(RACERS);
      List<Future<HttpResponse<String>>> running = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        JettyNode node = i % 2 == 0 ? a : b;
        running.add(
            racers.submit(
                () -> {
                  start.await();
                  return token(node, grant);
                }));
      }
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> racer : running) {
        answers.add(racer.get());
      }
      return answers;
    } finally {
      racers.shutdownNow();
    }
  }

  /** How long it took until {@code condition} held; gives up after ten seconds. */
  private static Duration until(Callable<Boolean> condition) throws Exception {
    long begun = System.nanoTime();
    Duration passed = Duration.ZERO;
    while (passed.toSeconds() < 10 && !condition.call()) {
      Thread.sleep(20);
      passed = Duration.ofNanos(System.nanoTime() - begun);
    }
    return passed;
  }

  private static HttpResponse<String> token(JettyNode node, Map<String, String> grant)
      throws IOException, InterruptedException {
    return post(node, "/lockspire/token", grant);
  }

  private static int userInfo(JettyNode node, String accessToken)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(node.base() + "/lockspire/userinfo"))
            .header("Authorization", "Bearer " + accessToken))
        .statusCode();
  }

  private static HttpResponse<String> get(JettyNode node, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(node.base() + path)));
  }

  private static HttpResponse<String> post(JettyNode node, String path, Map<String, String> form)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(node.base() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    form.entrySet().stream()
                        .map(
                            field ->
                                field.getKey()
                                    + "="
                                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")))));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }

  private static Map<String, Object> json(HttpResponse<String> answer) throws ParseException {
    return JSONObjectUtils.parse(answer.body());
  }
}
