package dev.lockspire.token;

import static dev.lockspire.token.TokenServer.error;
import static dev.lockspire.token.TokenServer.json;
import static dev.lockspire.token.TokenServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.Reply;
import dev.lockspire.minting.TestClient;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.minting.TokenLookup;
import dev.lockspire.policy.TokenFormat;
import dev.lockspire.rar.TestValidators;
import dev.lockspire.storage.RecordedRoundTrips;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Authorization details of tokens (RFC 9396 §6, §7, §9)")
final class TokenDetailsTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final RecordedRoundTrips COUNTED = new RecordedRoundTrips(DATABASE);

  private static final String ACCOUNT = "{\"of\":[null,\"é\"],\"type\":\"account_information\"}";
  private static final String GRANTED = "[" + payment("10.5") + "," + ACCOUNT + "]";

  private final TokenServer server = new TokenServer(COUNTED.database(), Duration.ofSeconds(10));

  private static String payment(String amount) {
    return "{\"amount\":" + amount + ",\"currency\":\"EUR\",\"type\":\"payment_initiation\"}";
  }

  @BeforeEach
  void start() {
    DATABASE.clear();
    TestValidators.ASKED.clear();
    server.register(
        TestClient.named("c")
            .grants("authorization_code", "refresh_token", "client_credentials")
            .build());
  }

  @AfterAll
  static void close() {
    COUNTED.close();
    DATABASE.close();
  }

  @Test
  @DisplayName(
      "70 RAR in token response: code exchange returns authorization_details, and so does refresh")
  void inResponse() {
    Reply code = server.redeem("c", code());

    assertThat(json(code).get("authorization_details")).isEqualTo(parsed(GRANTED));
    assertThat(code.text())
        .contains("\"scope\":\"openid offline_access read:billing\",\"authorization_details\":[");
    assertThat(json(server.refresh("c", text(code, "refresh_token"))).get("authorization_details"))
        .isEqualTo(parsed(GRANTED));
  }

  @Test
  @DisplayName("JWT access tokens carry them as a claim (RFC 9396 §9.1), after a refresh as well")
  void inJwt() {
    Reply code = server.redeem("c", code());

    assertThat(claim(code)).isEqualTo(parsed(GRANTED));
    assertThat(claim(server.refresh("c", text(code, "refresh_token")))).isEqualTo(parsed(GRANTED));
  }

  @Test
  @DisplayName("where nothing was granted beyond scopes, nothing is said of it anywhere")
  void absent() {
    Reply code = server.redeem("c", server.code().store());

    assertThat(json(code)).doesNotContainKey("authorization_details");
    assertThat(TestSigner.claims(text(code, "access_token")))
        .doesNotContainKey("authorization_details");
  }

  @Test
  @DisplayName(
      "69 RAR at introspection: granted details present for access, refresh and rotated refresh,"
          + " from each token's own row")
  void inRows() {
    Reply code = server.redeem("c", code());
    Reply rotated = server.refresh("c", text(code, "refresh_token"));

    for (Reply reply : List.of(code, rotated)) {
      for (String token : List.of("access_token", "refresh_token")) {
        assertThat(stored(text(reply, token))).isEqualTo(GRANTED);
      }
    }
  }

  @Test
  @DisplayName("opaque tokens have them too")
  void opaque() {
    server.policy = server.policy.withAccessTokenFormat(TokenFormat.OPAQUE);

    Reply code = server.redeem("c", code());

    assertThat(stored(text(code, "access_token"))).isEqualTo(GRANTED);
    assertThat(json(code).get("authorization_details")).isEqualTo(parsed(GRANTED));
  }

  @Test
  @DisplayName(
      "narrowing at the code: the access token gets the subset, the refresh token keeps everything")
  void subsetOfCode() {
    String asked = "[ {\"type\": \"account_information\", \"of\": [null, \"\\u00e9\"]} ]";

    Reply code = server.redeem("c", code(), "authorization_details", asked);

    String left = "[" + ACCOUNT + "]";
    assertThat(json(code).get("authorization_details")).isEqualTo(parsed(left));
    assertThat(claim(code)).isEqualTo(parsed(left));
    assertThat(stored(text(code, "access_token"))).isEqualTo(left);
    assertThat(stored(text(code, "refresh_token"))).isEqualTo(GRANTED);
    assertThat(json(server.refresh("c", text(code, "refresh_token"))).get("authorization_details"))
        .isEqualTo(parsed(GRANTED));
  }

  @Test
  @DisplayName("narrowing at a refresh: the access token alone, also of an answer that got lost")
  void subsetOfRefresh() {
    String token = text(server.redeem("c", code()), "refresh_token");
    String asked = "[" + payment("2") + "]";

    Reply narrow = server.refresh("c", token, "authorization_details", asked);
    Reply again = server.refresh("c", token, "authorization_details", asked);

    for (Reply reply : List.of(narrow, again)) {
      assertThat(reply.status()).isEqualTo(200);
      assertThat(claim(reply)).isEqualTo(parsed(asked));
      assertThat(stored(text(reply, "access_token"))).isEqualTo(asked);
    }
    assertThat(stored(text(narrow, "refresh_token"))).isEqualTo(GRANTED);
  }

  @Test
  @DisplayName("the validator that accepts less is told of the token that is asked for")
  void narrowingContext() {
    server.redeem("c", code(), "authorization_details", "[" + payment("10") + "]");

    assertThat(TestValidators.ASKED)
        .containsExactly(
            new AuthorizationDetailsContext(
                AuthorizationDetailsContext.Stage.TOKEN,
                "c",
                List.of("openid", "offline_access", "read:billing"),
                List.of(TokenServer.API),
                Optional.of("alice")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"amount\":11,\"currency\":\"EUR\",\"type\":\"payment_initiation\"}]",
        "[{\"type\":\"account_information\"}]",
        "[{\"type\":\"unheard_of\"}]",
        "[{\"amount\":1,\"currency\":\"EUR\",\"type\":\"payment_initiation\"},"
            + "{\"amount\":1,\"currency\":\"EUR\",\"type\":\"payment_initiation\"}]",
        "[{}]",
        "{}",
        "nonsense",
      })
  @DisplayName("more than was granted is invalid_authorization_details, and uses nothing up")
  void beyond(String asked) {
    String code = code();
    assertThat(error(server.redeem("c", code, "authorization_details", asked)))
        .isEqualTo("400 invalid_authorization_details");
    String token = text(server.redeem("c", code), "refresh_token");

    assertThat(error(server.refresh("c", token, "authorization_details", asked)))
        .isEqualTo("400 invalid_authorization_details");
    assertThat(server.refresh("c", token).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a token that was granted none can be asked for none")
  void nothingGranted() {
    String code = server.code().store();

    assertThat(error(server.redeem("c", code, "authorization_details", "[" + ACCOUNT + "]")))
        .isEqualTo("400 invalid_authorization_details");
    assertThat(server.redeem("c", code, "authorization_details", "[]").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("the parameter is bounded, and may come once")
  void bounds() {
    String large = "[{\"type\":\"account_information\",\"a\":\"" + "x".repeat(16 * 1024) + "\"}]";

    assertThat(error(server.redeem("c", code(), "authorization_details", large)))
        .isEqualTo("400 invalid_request");
    assertThat(
            error(
                server.redeem(
                    "c", code(), "authorization_details", "[]", "authorization_details", "[]")))
        .isEqualTo("400 invalid_request");
  }

  @Test
  @DisplayName("a client that acts for itself cannot ask for any")
  void ownToken() {
    assertThat(error(server.own("c", "authorization_details", GRANTED)))
        .isEqualTo("400 invalid_authorization_details");
  }

  @Test
  @DisplayName("they cost no round trip: 2 for the code and 2 for the refresh, narrowed or not")
  void roundTrips() {
    String code = code();
    COUNTED.taken();
    Reply redeemed = server.redeem("c", code, "authorization_details", "[" + payment("1") + "]");
    assertThat(COUNTED.taken()).hasSize(2);

    server.refresh("c", text(redeemed, "refresh_token"));
    assertThat(COUNTED.taken()).hasSize(2);
  }

  private String code() {
    return server.code().authorizationDetails(GRANTED).store();
  }

  private static String stored(String token) {
    return new TokenLookup(DATABASE.database())
        .find(token)
        .orElseThrow()
        .authorizationDetails()
        .toJson();
  }

  private static Object claim(Reply reply) {
    return TestSigner.claims(text(reply, "access_token")).get("authorization_details");
  }

  private static Object parsed(String array) {
    Map<String, Object> document = JsonReader.object("{\"d\":" + array + "}", 10_000).orElseThrow();
    return document.get("d");
  }
}
