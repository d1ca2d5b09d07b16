package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.http.Reply;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.storage.StorageFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Authorization requests under a FAPI profile")
final class FapiRequestTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();
  private static final String PLAIN = "http://c.example/cb";

  private static void enter() {
    SERVER.policy(
        () -> ServerPolicy.defaults().withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY));
  }

  private static Reply use(String clientId, String reference) {
    return SERVER.browser().get(AuthorizationFixture.referring(clientId, reference));
  }

  private static void assertPage(Reply reply, String reason) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Location")).isEmpty();
    assertThat(Answer.reason(reply)).isEqualTo(reason);
  }

  @Test
  @DisplayName("FAPI: https redirect URIs [B-22]: http that was registered before is refused")
  void plainRedirect() {
    SERVER.add(new TestClient("f").keyed().redirectUris(PLAIN, "https://c.example/cb"));
    AuthorizeUrl plain = AuthorizeUrl.of("f").with("redirect_uri", PLAIN);
    String before = SERVER.push(plain);

    enter();
    Reply push = SERVER.pushed(plain, Map.of());
    assertThat(push.status()).isEqualTo(400);
    assertThat(push.text()).contains("\"invalid_request\"");
    assertPage(use("f", before), "insecure_redirect_uri");
    assertPage(SERVER.browser().get(plain.toString()), "insecure_redirect_uri");
    assertThat(Answer.location(use("f", SERVER.push(AuthorizeUrl.of("f"))))).startsWith("/login");

    SERVER.alterClient("f", "security_profile = 'none'");
    assertThat(Answer.location(use("f", SERVER.push(plain)))).startsWith("/login");
  }

  @Test
  @DisplayName("FAPI [B-22]: no answer goes to http when the profile came while a person decided")
  void plainRedirectAtTheEnd() {
    SERVER.add(new TestClient("f").keyed().redirectUris(PLAIN));
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, AuthorizeUrl.of("f").with("redirect_uri", PLAIN));
    String fields = "decision=approve&csrf_token=" + SERVER.formToken(browser, id);

    enter();
    Reply reply = browser.post(AuthorizationFixture.completePath(id), fields);

    assertPage(reply, "invalid_redirect_uri");
    assertThat(SERVER.codes()).isZero();
  }

  @Test
  @DisplayName("FAPI [B-22]: http of the device itself is left to native clients, exactly [B-21]")
  void loopback() {
    String registered = "http://127.0.0.1:7001/cb";
    for (String type : List.of("native", "web")) {
      SERVER.add(
          new TestClient(type).keyed().redirectUris(registered).text("application_type", type));
    }
    AuthorizeUrl exact = AuthorizeUrl.of("native").with("redirect_uri", registered);
    AuthorizeUrl otherPort =
        AuthorizeUrl.of("native").with("redirect_uri", "http://127.0.0.1:7002/cb");
    assertThat(SERVER.pushed(otherPort, Map.of()).status()).isEqualTo(201);

    enter();
    assertThat(SERVER.pushed(exact, Map.of()).status()).isEqualTo(201);
    assertThat(SERVER.pushed(otherPort, Map.of()).status()).isEqualTo(400);
    assertThat(
            SERVER
                .pushed(AuthorizeUrl.of("web").with("redirect_uri", registered), Map.of())
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "client_secret_basic", "client_secret_post", "client_secret_jwt"})
  @DisplayName("FAPI [B-80]: what was pushed before the profile came by weak means leads nowhere")
  void weakClient(String method) {
    TestClient client = method.equals("none") ? new TestClient("f") : new TestClient("f").keyed();
    SERVER.add(client.text("token_endpoint_auth_method", method));
    String before = SERVER.push(AuthorizeUrl.of("f"));

    enter();
    Reply reply = use("f", before);

    assertThat(Answer.query(reply).value("error")).contains("unauthorized_client");
    assertThat(Answer.query(reply).value("iss")).contains(AuthorizationFixture.ISSUER.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth"})
  @DisplayName("FAPI [B-80]: keys and certificates are taken")
  void strongClient(String method) {
    SERVER.add(new TestClient("f").keyed().text("token_endpoint_auth_method", method));
    SERVER.alterClient("f", "security_profile = 'fapi_2_0_security'");

    assertThat(Answer.location(use("f", SERVER.push(AuthorizeUrl.of("f"))))).startsWith("/login");
  }

  @Test
  @DisplayName("Telemetry: fapi20/failed tells missing_request_uri, and only where FAPI holds")
  void telemetry() {
    SERVER.alterClient("c1", "par_policy = 'required'");
    SERVER.browser().get(SERVER.request().toString());
    assertThat(SERVER.wasTold(TelemetryEvent.FAPI20_FAILED)).isFalse();

    enter();
    SERVER.browser().get(SERVER.request().toString());

    assertThat(SERVER.told)
        .filteredOn(told -> told.event() == TelemetryEvent.FAPI20_FAILED)
        .singleElement()
        .satisfies(
            told ->
                assertThat(told.attributes())
                    .isEqualTo(Map.of("client_id", "c1", "reason_code", "missing_request_uri")));
  }

  @Test
  @DisplayName("Fail closed: policy store down → 503 on /authorize, no redirect")
  void policyUnreadable() {
    SERVER.policy(
        () -> {
          throw new StorageFailure("the policy is out of reach", null);
        });

    Reply reply = SERVER.browser().get(SERVER.request().toString());

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Location")).isEmpty();
    assertThat(Answer.reason(reply)).isEqualTo("server_policy_lookup_failed");
  }

  @Test
  @DisplayName("[B-08] an id_token_hint is verified by the algorithms of the client's profile")
  void hint() {
    SERVER.add(new TestClient("f").keyed());
    SERVER.idTokens.put(
        "hint", Map.of("iss", AuthorizationFixture.ISSUER.value(), "aud", "f", "sub", "alice", "exp", 1L));
    assertThat(hintedBy("RS256").status()).isEqualTo(201);

    SERVER.alterClient("f", "security_profile = 'fapi_2_0_security'");
    assertThat(hintedBy("RS256").status()).isEqualTo(400);
    assertThat(hintedBy("ES256").status()).isEqualTo(201);
  }

  private static Reply hintedBy(String algorithm) {
    String header = "{\"alg\":\"" + algorithm + "\"}";
    String hint = AuthorizationFixture.signed(header, "hint");
    return SERVER.pushed(AuthorizeUrl.of("f").with("id_token_hint", hint), Map.of());
  }
}
