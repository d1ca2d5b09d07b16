package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import dev.lockspire.storage.StorageFailure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Who asks, and where the answer may go")
final class ClientAndRedirectTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @Test
  @DisplayName("Unknown client: 400 page with escaped description and reason code, no Location")
  void unknownClient() {
    assertPage(SERVER.request().with("client_id", "<script>nope"), 400, "invalid_client");
    Reply reply = get(SERVER.request().with("client_id", "nope"));

    assertThat(reply.text()).contains("invalid_client", "This application is not known.");
    assertThat(reply.text()).doesNotContain("<script>nope");
  }

  @Test
  @DisplayName("Missing or empty client_id: 400 page missing_client_id")
  void missingClientId() {
    assertPage(SERVER.request().without("client_id"), 400, "missing_client_id");
    assertPage(SERVER.request().with("client_id", ""), 400, "missing_client_id");
  }

  @Test
  @DisplayName("Disabled client [B-13]: 400 page client_disabled")
  void disabledClient() {
    SERVER.alterClient("c1", "active = false");

    assertPage(SERVER.request(), 400, "client_disabled");
  }

  @Test
  @DisplayName("Missing or empty redirect_uri: 400 page missing_redirect_uri")
  void missingRedirectUri() {
    assertPage(SERVER.request().without("redirect_uri"), 400, "missing_redirect_uri");
    assertPage(SERVER.request().with("redirect_uri", ""), 400, "missing_redirect_uri");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://c.example/cb/",
        "https://c.example/cb?x=1",
        "https://C.EXAMPLE/cb",
        "https://c.example:443/cb",
        "https://c.example:8443/cb",
        "http://c.example/cb",
        "https://c.example/cb#",
        "https://c.example/CB",
        "https://c.example/%63b",
        "https://c.example/",
        " https://c.example/cb",
        "https://c.example/cb ",
        "https://c.example.evil.example/cb",
        "https://c.example@evil.example/cb",
      })
  @DisplayName("Redirect exactness: anything but the registered URI is a 400 page, no redirect")
  void redirectExactness(String uri) {
    assertPage(SERVER.request().with("redirect_uri", uri), 400, "invalid_redirect_uri");
  }

  @Test
  @DisplayName("An error with an unregistered redirect URI is shown here even if more is wrong")
  void redirectIsProvenFirst() {
    AuthorizeUrl url =
        SERVER
            .request()
            .with("redirect_uri", "https://evil.example/cb")
            .without("scope", "response_type", "code_challenge");

    assertPage(url, 400, "invalid_redirect_uri");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_id=c1", "redirect_uri=https%3A%2F%2Fc.example%2Fcb"})
  @DisplayName("Duplicate parameter [B-14]: client_id or redirect_uri twice is a 400 page")
  void duplicateOfWhatDecidesTheRedirect(String again) {
    assertPage(SERVER.request().and(again), 400, "duplicate_parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "request_uri"})
  @DisplayName("Duplicate parameter [B-14]: request or request_uri twice is a 400 page")
  void duplicateRequestObject(String name) {
    assertPage(SERVER.request().and(name + "=a&" + name + "=b"), 400, "duplicate_parameter");
  }

  @Test
  @DisplayName("Redirect query merge: foreign parameters are kept, the old state is replaced")
  void redirectQueryMerge() {
    String registered = "https://c.example/cb?foo=bar&state=old";
    SERVER.add(new TestClient("merge").redirectUris(registered));

    Reply reply = get(AuthorizeUrl.of("merge").with("redirect_uri", registered).without("scope"));

    assertThat(Answer.location(reply)).startsWith("https://c.example/cb?foo=bar&");
    assertThat(Answer.query(reply).all("state")).containsExactly("xyz");
    assertThat(Answer.query(reply).all("error")).containsExactly("invalid_scope");
  }

  @Test
  @DisplayName("Redirect query merge: a registered state stays when the request has none")
  void registeredStateStays() {
    String registered = "https://c.example/cb?state=old";
    SERVER.add(new TestClient("merge2").redirectUris(registered));

    Reply reply =
        get(
            AuthorizeUrl.of("merge2")
                .with("redirect_uri", registered)
                .without("scope")
                .without("state"));

    assertThat(Answer.query(reply).all("state")).containsExactly("old");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/cb,       http://127.0.0.1:51004/cb",
    "http://127.0.0.1:8080/cb,  http://127.0.0.1:51004/cb",
    "http://127.0.0.1:8080/cb,  http://127.0.0.1/cb",
    "http://[::1]/cb,           http://[::1]:51004/cb",
    "com.example.app:/cb,       com.example.app:/cb",
  })
  @DisplayName("Native client [B-21]: any port on a loopback address, private-use schemes exactly")
  void nativeRedirects(String registered, String presented) {
    String client = SERVER.freshClientId();
    SERVER.add(new TestClient(client).text("application_type", "native").redirectUris(registered));

    Reply reply = get(AuthorizeUrl.of(client).with("redirect_uri", presented).without("scope"));

    assertThat(Answer.location(reply)).startsWith(presented + "?error=invalid_scope");
  }

  @ParameterizedTest
  @CsvSource({
    "native, http://127.0.0.1/cb,  http://127.0.0.1:51004/other",
    "native, http://127.0.0.1/cb,  http://localhost:51004/cb",
    "native, http://127.0.0.1/cb,  http://127.0.0.1:51004@evil.example/cb",
    "native, http://127.0.0.1/cb,  http://127.0.0.1.evil.example/cb",
    "native, http://127.0.0.1/cb,  https://127.0.0.1:51004/cb",
    "native, http://127.0.0.1/cb,  http://[::1]:51004/cb",
    "native, https://c.example/cb, https://c.example:51004/cb",
    "native, com.example.app:/cb,  com.example.app:/cb2",
    "web,    http://127.0.0.1/cb,  http://127.0.0.1:51004/cb",
  })
  @DisplayName("Native client [B-21]: nothing but the port may differ, and only on loopback")
  void nativeRedirectsStayExact(String type, String registered, String presented) {
    String client = SERVER.freshClientId();
    SERVER.add(new TestClient(client).text("application_type", type).redirectUris(registered));

    assertPage(
        AuthorizeUrl.of(client).with("redirect_uri", presented), 400, "invalid_redirect_uri");
  }

  @Test
  @DisplayName("A client without the code grant or response type: unauthorized_client [B-15]")
  void clientMayNotUseCodes() {
    SERVER.add(new TestClient("machine").texts("allowed_grant_types", "client_credentials"));
    SERVER.add(new TestClient("nocode").texts("allowed_response_types"));

    for (String client : new String[] {"machine", "nocode"}) {
      Reply reply = get(AuthorizeUrl.of(client));
      assertThat(Answer.query(reply).value("error")).contains("unauthorized_client");
      assertThat(Answer.query(reply).value("state")).contains("xyz");
    }
  }

  @Test
  @DisplayName("Fail closed: policy store down gives 503 and no redirect")
  void policyDown() {
    SERVER.policy(
        () -> {
          throw new StorageFailure("down", null);
        });

    assertPage(SERVER.request(), 503, "server_policy_lookup_failed");
  }

  @Test
  @DisplayName("Fail closed: client store down gives a page client_lookup_failed and no redirect")
  void clientStoreDown() {
    SERVER.database().execute("ALTER TABLE {clients} RENAME TO clients_away");
    try {
      assertPage(AuthorizeUrl.of("never-asked-before"), 503, "client_lookup_failed");
    } finally {
      SERVER.database().execute("ALTER TABLE lockspire.clients_away RENAME TO lockspire_clients");
    }
  }

  private static Reply get(AuthorizeUrl url) {
    return SERVER.browser().get(url.toString());
  }

  private static void assertPage(AuthorizeUrl url, int status, String reason) {
    Reply reply = get(url);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(Answer.reason(reply)).isEqualTo(reason);
    assertThat(reply.header("Location")).isEmpty();
    assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
  }
}
