package dev.lockspire.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lockspire.config.AllowedTarget;
import dev.lockspire.config.Cidr;
import dev.lockspire.config.OutboundConfig;
import dev.lockspire.config.PortRange;
import dev.lockspire.outbound.OutboundResult.Answer;
import dev.lockspire.outbound.OutboundResult.Cause;
import dev.lockspire.outbound.OutboundResult.Failure;
import dev.lockspire.outbound.OutboundResult.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("The guarded client")
class GuardedClientTest {
  private static final int MAX_BYTES = 262_144;

  /**
   * Patient, so that a busy machine changes nothing; where time is the point a test has its own.
   */
  private static final OutboundLimits LIMITS =
      new OutboundLimits(
          Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20), MAX_BYTES);

  private static final List<PortRange> ANY_PORT = List.of(new PortRange(1, 65_535));

  private final HttpsHost host = HttpsHost.start();
  private final List<String> lookedUp = new ArrayList<>();
  private Resolver dns = name -> addresses("127.0.0.1");
  private final List<GuardedClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(GuardedClient::close);
    host.close();
  }

  private static List<InetAddress> addresses(String... texts) throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : texts) {
      addresses.add(InetAddress.getByName(text));
    }
    return addresses;
  }

  private GuardedClient client(List<PortRange> ports, AllowedTarget... allowed) {
    GuardedClient client =
        new GuardedClient(
            new OutboundConfig(
                List.of(allowed), ports, List.of(HttpsHost.CERTIFICATE.certificate())),
            name -> {
              lookedUp.add(name);
              return dns.resolve(name);
            });
    clients.add(client);
    return client;
  }

  private static AllowedTarget block(String text) {
    return new AllowedTarget.Block(Cidr.parse(text));
  }

  private GuardedClient opened() {
    return client(ANY_PORT, block("127.0.0.1"));
  }

  private static OutboundRequest get(URI uri) {
    return OutboundRequest.get(uri, Map.of("Accept", "application/json"), LIMITS);
  }

  private static Failure failed(OutboundResult result) {
    assertThat(result).isInstanceOf(Failure.class);
    return (Failure) result;
  }

  private void refuses(Cause cause) {
    assertThat(failed(opened().send(get(host.uri("/jwks")))).cause()).isEqualTo(cause);
  }

  @Test
  @DisplayName("brings the answer of an address that configuration opened, over trusted TLS")
  void answer() {
    host.answers(
        exchange -> {
          assertThat(exchange.getRequestHeaders()).doesNotContainKeys("Cookie", "Authorization");
          assertThat(exchange.getRequestHeaders().getFirst("Accept")).isEqualTo("application/json");
          assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
              .isEqualTo("identity");
          HttpsHost.send(exchange, 200, "{\"keys\":[]}");
        });

    assertThat(opened().send(get(host.uri("/jwks?tenant=1"))))
        .isEqualTo(new Answer(200, "{\"keys\":[]}"));
    assertThat(host.requests()).containsExactly("GET /jwks?tenant=1");
  }

  @Test
  @DisplayName("sends a body, and takes the statuses that its caller accepts")
  void post() {
    AtomicReference<String> received = new AtomicReference<>();
    host.answers(
        exchange -> {
          received.set(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          HttpsHost.send(exchange, 204, "");
        });
    OutboundRequest request =
        new OutboundRequest(
            "POST",
            host.uri("/notify"),
            Map.of("Content-Type", "application/json"),
            "{\"ü\":1}",
            Set.of(200, 204),
            LIMITS);

    assertThat(opened().send(request)).isEqualTo(new Answer(204, ""));
    assertThat(received).hasValue("{\"ü\":1}");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("refuses what is no https URL of a host, without looking it up")
  @CsvSource({
    "http://keys.example.test/jwks, HTTPS_REQUIRED",
    "ftp://keys.example.test/jwks, HTTPS_REQUIRED",
    "file:/etc/passwd, HTTPS_REQUIRED",
    "/jwks, HTTPS_REQUIRED",
    "https:keys, INVALID_URI",
    "https:///jwks, INVALID_URI",
    "https://a_b/jwks, INVALID_URI",
    "https://me@keys.example.test/jwks, INVALID_URI",
    "https://me:pw@keys.example.test/jwks, INVALID_URI",
    "https://keys.example.test:99999/jwks, INVALID_URI"
  })
  void wrongUris(String uri, Cause cause) {
    Failure failure = failed(opened().send(get(URI.create(uri))));

    assertThat(failure).isEqualTo(Failure.of(cause));
    assertThat(failure.cause().stage()).isEqualTo(Stage.VALIDATE_TARGET);
    assertThat(lookedUp).isEmpty();
  }

  @Test
  @DisplayName("goes to port 443 and to ports that configuration names, to no others")
  void ports() {
    List<PortRange> https = List.of(new PortRange(443, 443));
    AllowedTarget.Host named = new AllowedTarget.Host(HttpsHost.NAME, OptionalInt.of(host.port()));
    AllowedTarget.Host other = new AllowedTarget.Host("other.test", OptionalInt.of(host.port()));

    assertThat(client(https, block("127.0.0.1"), other).send(get(host.uri("/"))))
        .isEqualTo(Failure.unsafe(TargetReason.PORT));
    assertThat(host.connections()).isZero();
    assertThat(client(https, named).send(get(host.uri("/")))).isInstanceOf(Answer.class);
    assertThat(client(https).obstacle(URI.create("https://a.test:443/"), Duration.ofSeconds(1)))
        .contains(Failure.unsafe(TargetReason.LOOPBACK));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("SSRF guard: a host resolving to {0} → no connection made")
  @CsvSource({
    "127.0.0.1, LOOPBACK",
    "10.0.0.8, PRIVATE",
    "169.254.169.254, LINK_LOCAL",
    "::1, LOOPBACK",
    "0.0.0.0, UNSPECIFIED",
    "::ffff:127.0.0.1, LOOPBACK"
  })
  void unsafe(String address, TargetReason reason) {
    dns = name -> addresses(address);
    GuardedClient closed = client(ANY_PORT);

    assertThat(closed.send(get(host.uri("/jwks")))).isEqualTo(Failure.unsafe(reason));
    assertThat(closed.obstacle(host.uri("/jwks"), Duration.ofSeconds(1)))
        .contains(Failure.unsafe(reason));
    assertThat(host.connections()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("SSRF guard: a literal address is looked at like any other")
  @ValueSource(
      strings = {
        "127.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[fe80::1%25eth0]",
        "169.254.169.254"
      })
  void literals(String literal) {
    GuardedClient closed =
        new GuardedClient(new OutboundConfig(List.of(), ANY_PORT, List.of()), Resolver.system());
    clients.add(closed);

    Failure failure =
        failed(closed.send(get(URI.create("https://" + literal + ":" + host.port() + "/"))));

    assertThat(failure.cause().stage()).isEqualTo(Stage.VALIDATE_TARGET);
    assertThat(host.connections()).isZero();
  }

  @Test
  @DisplayName("SSRF guard: mixed public+private → no connection made")
  void mixed() {
    dns = name -> addresses("8.8.8.8", "127.0.0.1");
    assertThat(client(ANY_PORT).send(get(host.uri("/"))))
        .isEqualTo(Failure.unsafe(TargetReason.LOOPBACK));

    dns = name -> addresses("127.0.0.1", "10.0.0.1");
    assertThat(opened().send(get(host.uri("/")))).isEqualTo(Failure.unsafe(TargetReason.PRIVATE));
    assertThat(host.connections()).isZero();
  }

  @Test
  @DisplayName("SSRF guard: a name that leads nowhere fails as resolution_failed")
  void nowhere() {
    dns =
        name -> {
          throw new UnknownHostException(name);
        };
    refuses(Cause.RESOLUTION_FAILED);
    dns = name -> List.of();
    refuses(Cause.RESOLUTION_FAILED);
  }

  @Test
  @DisplayName("44 DNS flips between check and connect → the connection goes where was checked")
  void flips() {
    AtomicInteger asked = new AtomicInteger();
    dns = name -> addresses(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2");
    try (HttpsHost trap = HttpsHost.on("127.0.0.2", host.port())) {
      GuardedClient client = opened();

      assertThat(client.send(get(host.uri("/")))).isInstanceOf(Answer.class);
      assertThat(asked).hasValue(1);
      assertThat(client.send(get(host.uri("/")))).isEqualTo(Failure.unsafe(TargetReason.LOOPBACK));
      assertThat(trap.connections()).isZero();
      assertThat(host.connections()).isOne();
    }
  }

  @Test
  @DisplayName("a host that configuration opens may be private or loopback, nothing worse")
  void openedHost() {
    GuardedClient client =
        client(ANY_PORT, new AllowedTarget.Host(HttpsHost.NAME, OptionalInt.empty()));
    assertThat(client.send(get(host.uri("/")))).isInstanceOf(Answer.class);

    dns = name -> addresses("169.254.169.254");
    assertThat(client.send(get(host.uri("/")))).isEqualTo(Failure.unsafe(TargetReason.LINK_LOCAL));
    dns = name -> addresses("127.0.0.1");
    assertThat(client.send(get(URI.create("https://localhost:" + host.port() + "/"))))
        .isEqualTo(Failure.unsafe(TargetReason.LOOPBACK));
  }

  @Test
  @DisplayName("a second address is tried when the first does not answer")
  void nextAddress() {
    dns = name -> addresses("127.0.0.3", "127.0.0.1");

    assertThat(client(ANY_PORT, block("127.0.0.0/8")).send(get(host.uri("/"))))
        .isInstanceOf(Answer.class);
  }

  @Test
  @DisplayName("a certificate that is not trusted, or of another name, is a transport_error")
  void certificates() {
    GuardedClient distrusting =
        new GuardedClient(
            new OutboundConfig(List.of(block("127.0.0.1")), ANY_PORT, List.of()), dns);
    clients.add(distrusting);
    assertThat(distrusting.send(get(host.uri("/")))).isEqualTo(Failure.of(Cause.TRANSPORT_ERROR));
    assertThat(opened().send(get(URI.create("https://other.example.test:" + host.port() + "/"))))
        .isEqualTo(Failure.of(Cause.TRANSPORT_ERROR));
    assertThat(host.requests()).isEmpty();
  }

  @Test
  @DisplayName("Fetch limits: a redirect is not followed")
  void redirect() {
    host.answers(
        exchange -> {
          exchange.getResponseHeaders().add("Location", host.uri("/other").toString());
          HttpsHost.send(exchange, 302, "");
        });

    Failure failure = failed(opened().send(get(host.uri("/jwks"))));
    assertThat(failure.cause()).isEqualTo(Cause.REDIRECT_DISALLOWED);
    assertThat(failure.status()).hasValue(302);
    assertThat(host.requests()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Fetch limits: a status that is not 200 fails, and nothing is tried twice")
  @ValueSource(ints = {201, 204, 401, 404, 500, 503})
  void statuses(int status) {
    host.answers(status, status == 204 ? "" : "{}");

    Failure failure = failed(opened().send(get(host.uri("/jwks"))));
    assertThat(failure.cause()).isEqualTo(Cause.HTTP_STATUS);
    assertThat(failure.status()).hasValue(status);
    assertThat(host.requests()).hasSize(1);
  }

  @Test
  @DisplayName("Fetch limits: a body of 256 KiB passes, one of 256 KiB + 1 does not")
  void size() {
    host.answers(200, "x".repeat(MAX_BYTES));
    assertThat(opened().send(get(host.uri("/")))).isInstanceOf(Answer.class);
    host.answers(200, "x".repeat(MAX_BYTES + 1));
    refuses(Cause.PAYLOAD_TOO_LARGE);
    host.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[MAX_BYTES + 1]);
        });
    refuses(Cause.PAYLOAD_TOO_LARGE);
  }

  @Test
  @DisplayName("Fetch limits: an endless body is cut off, not read to its end")
  void endless() {
    CountDownLatch noticed = new CountDownLatch(1);
    host.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] piece = new byte[65_536];
          try {
            while (true) {
              exchange.getResponseBody().write(piece);
            }
          } catch (IOException e) {
            noticed.countDown();
          }
        });

    refuses(Cause.PAYLOAD_TOO_LARGE);
    assertThat(noticed).satisfies(latch -> latch.await(5, TimeUnit.SECONDS));
    assertThat(noticed.getCount()).isZero();
  }

  @Test
  @DisplayName("Fetch limits: a stall of 1.5 s is a timeout")
  void stall() {
    host.answers(
        exchange -> {
          pause(1500);
          HttpsHost.send(exchange, 200, "{}");
        });
    assertThat(within(3000, 1000, host.uri("/"))).isEqualTo(Failure.of(Cause.TIMEOUT));
  }

  @Test
  @DisplayName("Fetch limits: who trickles is cut off at the deadline")
  void trickle() {
    host.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          for (int i = 0; i < 100; i++) {
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            pause(100);
          }
        });

    assertThat(within(400, 800, host.uri("/"))).isEqualTo(Failure.of(Cause.TIMEOUT));
  }

  @Test
  @DisplayName("Fetch limits: who accepts and says nothing at all is a timeout")
  void silent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("https://" + HttpsHost.NAME + ":" + silent.getLocalPort() + "/");
      assertThat(within(3000, 300, uri)).isEqualTo(Failure.of(Cause.TIMEOUT));
      // One that answers nonsense in place of TLS is no better.
      Thread answering =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 2; i++) {
                    Socket socket = silent.accept();
                    socket
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    socket.close();
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      answering.start();
      assertThat(failed(opened().send(get(uri))).cause()).isEqualTo(Cause.TRANSPORT_ERROR);
    }
  }

  @Test
  @DisplayName("Fetch limits: past the deadline no further address is tried")
  void manyAddresses() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"))) {
      String[] texts = new String[40];
      Arrays.setAll(texts, i -> "127.0.1." + (i + 1));
      dns = name -> addresses(texts);
      URI uri = URI.create("https://" + HttpsHost.NAME + ":" + silent.getLocalPort() + "/");

      assertThat(within(500, 200, uri)).isEqualTo(Failure.of(Cause.TIMEOUT));
    }
  }

  @Test
  @DisplayName("Fetch limits: a name server that never answers costs no more than the deadline")
  void slowDns() {
    dns =
        name -> {
          pause(10_000);
          return addresses("127.0.0.1");
        };

    assertThat(within(300, 300, host.uri("/"))).isEqualTo(Failure.of(Cause.RESOLUTION_FAILED));
    assertThat(host.connections()).isZero();
  }

  /** The result, which must be there shortly after {@code deadline} milliseconds. */
  private OutboundResult within(int deadline, int wait, URI uri) {
    OutboundLimits limits =
        new OutboundLimits(
            Duration.ofMillis(wait),
            Duration.ofMillis(wait),
            Duration.ofMillis(deadline),
            MAX_BYTES);
    GuardedClient client = client(ANY_PORT, block("127.0.0.0/8"));
    long begun = System.nanoTime();
    OutboundResult result = client.send(OutboundRequest.get(uri, Map.of(), limits));
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(Duration.ofMillis(deadline + 3000L));
    return result;
  }

  private static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("what is compressed stays so: nothing is unpacked")
  void noDecompression() {
    host.answers(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          HttpsHost.send(exchange, 200, "not really gzip");
        });

    assertThat(opened().send(get(host.uri("/")))).isEqualTo(new Answer(200, "not really gzip"));
  }

  @Test
  @DisplayName("proxies of the environment are passed by")
  void noProxies() throws IOException {
    try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(proxy.getLocalPort());
      Map<String, String> settings =
          Map.of(
              "https.proxyHost", "127.0.0.1",
              "https.proxyPort", port,
              "socksProxyHost", "127.0.0.1",
              "socksProxyPort", port,
              "http.nonProxyHosts", "",
              "socksNonProxyHosts", "");
      settings.forEach(System::setProperty);
      try {
        assertThat(opened().send(get(host.uri("/")))).isInstanceOf(Answer.class);
      } finally {
        settings.keySet().forEach(System::clearProperty);
      }
    }
  }

  @Test
  @DisplayName("no query, header or body comes into the log, at whatever level")
  void quiet() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    try {
      host.answers(200, "body-secret");
      OutboundRequest request =
          OutboundRequest.get(
              host.uri("/jwks?key=query-secret"),
              Map.of("Authorization", "Bearer header-secret"),
              LIMITS);
      assertThat(opened().send(request)).isInstanceOf(Answer.class);
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    assertThat(log.list).isNotEmpty();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("secret"));
  }
}
