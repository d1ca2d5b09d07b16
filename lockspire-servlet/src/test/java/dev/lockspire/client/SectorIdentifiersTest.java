package dev.lockspire.client;

import static dev.lockspire.client.ClientFixture.OPERATOR;
import static dev.lockspire.client.ClientFixture.done;
import static dev.lockspire.client.ClientFixture.errors;
import static dev.lockspire.client.ClientFixture.webApp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.ClientRegistration.Invalid;
import dev.lockspire.client.ClientRegistration.Result;
import dev.lockspire.config.AllowedTarget;
import dev.lockspire.config.Cidr;
import dev.lockspire.config.OutboundConfig;
import dev.lockspire.config.PortRange;
import dev.lockspire.config.RemoteJwksConfig;
import dev.lockspire.outbound.GuardedClient;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.outbound.OutboundLimits;
import dev.lockspire.outbound.OutboundRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A sector_identifier_uri (OpenID Connect Registration §5)")
final class SectorIdentifiersTest {
  private static final String APP = "https://app.example/callback";
  private static final String OTHER = "https://other.example/callback";
  private static final ClientFixture FIXTURE = new ClientFixture();
  private static final HttpsHost HOST = HttpsHost.start();
  private static final GuardedClient OUT =
      new GuardedClient(
          new OutboundConfig(
              List.of(new AllowedTarget.Block(Cidr.parse("127.0.0.1"))),
              List.of(new PortRange(1, 65_535)),
              List.of(HttpsHost.CERTIFICATE.certificate())),
          name ->
              name.equals("inside.example")
                  ? List.of(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}))
                  : List.of(InetAddress.getLoopbackAddress()));
  private static final int MAX_BYTES = 65_536;

  private ClientRegistration registration;

  /** The first TLS of a JVM is slow, and the limits of a fetch are short. */
  @BeforeAll
  static void warmUp() {
    Duration patient = Duration.ofSeconds(20);
    OUT.send(
        OutboundRequest.get(
            HOST.uri("/warm-up"),
            Map.of(),
            new OutboundLimits(patient, patient, patient, MAX_BYTES)));
  }

  @AfterAll
  static void close() {
    OUT.close();
    HOST.close();
    FIXTURE.close();
  }

  @BeforeEach
  void start() {
    FIXTURE.test.clear();
    FIXTURE.told.clear();
    lists(APP, OTHER);
    FIXTURE.sectorIdentifiers = identifiers(Duration.ofSeconds(1))::problems;
    registration = FIXTURE.registration();
  }

  private static SectorIdentifiers identifiers(Duration patience) {
    Duration tenSeconds = Duration.ofSeconds(10);
    return new SectorIdentifiers(
        OUT,
        new RemoteJwksConfig(
            patience,
            patience,
            Duration.ofSeconds(3),
            MAX_BYTES,
            tenSeconds,
            tenSeconds,
            tenSeconds));
  }

  private static void lists(String... uris) {
    HOST.answers(
        200,
        List.of(uris).stream()
            .map(uri -> '"' + uri + '"')
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static String uri() {
    return HOST.uri("/sector.json").toString();
  }

  private static Map<String, Object> pairwise(Object... members) {
    Map<String, Object> document = webApp(members);
    document.put("redirect_uris", List.of(APP, OTHER));
    document.putIfAbsent("subject_type", "pairwise");
    document.putIfAbsent("sector_identifier_uri", uri());
    return document;
  }

  private Result create(Object... members) {
    return registration.create(pairwise(members), OPERATOR);
  }

  private static void assertNothingSaved() {
    assertThat(FIXTURE.test.text("SELECT count(*) FROM {clients}")).isEqualTo("0");
  }

  @Test
  @DisplayName("that lists every redirect URI makes its host the sector, and is asked once")
  void listed() {
    int before = HOST.requests().size();

    Client client = done(create()).client();

    assertThat(client.isPairwise()).isTrue();
    assertThat(client.metadata().sector()).contains(HttpsHost.NAME);
    assertThat(HOST.requests()).hasSize(before + 1).endsWith("GET /sector.json");
  }

  @Test
  @DisplayName("that lacks redirect URIs is refused with each of them, and nothing is saved")
  void incomplete() {
    lists("https://app.example/callback/", OTHER.toUpperCase(Locale.ROOT));

    Result result = create();

    assertThat(((Invalid) result).errors())
        .containsExactly(
            new FieldError("sector_identifier_uri", "not_in_sector_identifier", "", APP),
            new FieldError("sector_identifier_uri", "not_in_sector_identifier", "", OTHER));
    assertThat(FIXTURE.told)
        .containsExactly("client.registration_rejected not_in_sector_identifier");
    assertNothingSaved();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("that holds no list of texts is refused by what it holds, and nothing is saved")
  @CsvSource(
      delimiter = '|',
      value = {
        "prose | not_an_array",
        "{\"redirect_uris\":[]} | not_an_array",
        "\"https://app.example/callback\" | not_an_array",
        "[\"https://app.example/callback\" | not_an_array",
        "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]] | not_an_array",
        "[\"https://app.example/callback\", 1] | not_strings",
        "[\"https://app.example/callback\", null] | not_strings",
        "[[\"https://app.example/callback\"]] | not_strings"
      })
  void noList(String body, String detail) {
    HOST.answers(200, body);

    assertThat(errors(create()))
        .containsExactly("sector_identifier_uri invalid_sector_identifier " + detail);
    assertNothingSaved();
  }

  @Test
  @DisplayName("may list 1000 URIs and no more")
  void entries() {
    String[] most =
        IntStream.range(0, 1000)
            .mapToObj(i -> i == 0 ? APP : "https://a/" + i)
            .toArray(String[]::new);
    most[1] = OTHER;
    lists(most);
    done(create("client_id", "many"));

    String[] more = Arrays.copyOf(most, 1001);
    more[1000] = "https://a/1000";
    lists(more);
    assertThat(errors(create("client_id", "more")))
        .containsExactly("sector_identifier_uri invalid_sector_identifier too_many_entries");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("that cannot be had is refused with the cause, and nothing is saved")
  @CsvSource({
    "redirect, redirect_disallowed",
    "missing, http_status",
    "large, payload_too_large",
    "stall, timeout",
    "inside, unsafe_target",
    "unreachable, transport_error"
  })
  void unavailable(String what, String cause) {
    if (what.equals("stall")) {
      FIXTURE.sectorIdentifiers = identifiers(Duration.ofMillis(50))::problems;
      registration = FIXTURE.registration();
    }
    CountDownLatch asked = new CountDownLatch(1);
    HOST.answers(
        exchange -> {
          switch (what) {
            case "redirect" -> {
              exchange.getResponseHeaders().add("Location", uri());
              HttpsHost.send(exchange, 302, "");
            }
            case "large" -> HttpsHost.send(exchange, 200, " ".repeat(MAX_BYTES + 1));
            case "stall" -> await(asked);
            default -> HttpsHost.send(exchange, 404, "[]");
          }
        });
    String where =
        switch (what) {
          case "inside" -> "https://inside.example/sector.json";
          case "unreachable" -> "https://app.example:1/sector.json";
          default -> uri();
        };

    assertThat(errors(create("sector_identifier_uri", where)))
        .containsExactly("sector_identifier_uri sector_identifier_unavailable " + cause);
    asked.countDown();
    assertNothingSaved();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("is not asked about a client that is refused anyway")
  void refusedAnyway() {
    int before = HOST.requests().size();

    assertThat(errors(create("scope", "nonsense\"")))
        .containsExactly("allowed_scopes invalid_scope malformed");

    assertThat(HOST.requests()).hasSize(before);
  }

  @Test
  @DisplayName("of a client with public subjects is asked as well")
  void publicSubjects() {
    lists(APP);

    assertThat(errors(create("subject_type", "public")))
        .containsExactly("sector_identifier_uri not_in_sector_identifier");
  }

  @Test
  @DisplayName("is asked again when the client gets another redirect URI, and for nothing else")
  void changes() {
    String id = done(create()).client().clientId();
    int before = HOST.requests().size();

    done(registration.update(id, 0, Map.of("name", "New"), OPERATOR));
    done(registration.update(id, 1, Map.of("redirect_uris", List.of(APP)), OPERATOR));
    assertThat(HOST.requests()).hasSize(before);

    String third = "https://third.example/callback";
    Map<String, Object> grown = Map.of("redirect_uris", List.of(APP, third));
    assertThat(errors(registration.update(id, 2, grown, OPERATOR)))
        .containsExactly("sector_identifier_uri not_in_sector_identifier");
    lists(APP, third);
    done(registration.update(id, 2, grown, OPERATOR));
    assertThat(HOST.requests()).hasSize(before + 2);
  }

  @Test
  @DisplayName("in a file of clients is asked at first, not when the file is read again")
  void upsert() {
    Map<String, Object> file = pairwise("client_id", "file");
    HOST.answers(404, "");
    assertThat(errors(registration.upsert(file, OPERATOR)))
        .containsExactly("sector_identifier_uri sector_identifier_unavailable http_status");
    assertNothingSaved();
    lists(APP, OTHER);
    done(registration.upsert(file, OPERATOR));
    HOST.answers(404, "");

    done(registration.upsert(file, OPERATOR));
  }
}
