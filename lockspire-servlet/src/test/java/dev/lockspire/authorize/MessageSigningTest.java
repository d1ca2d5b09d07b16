package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Message signing: the JARM part (FAPI 2.0 Message Signing §5.4)")
final class MessageSigningTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @BeforeEach
  void messageSigning() {
    profile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING);
    SERVER.add(
        new TestClient("ms")
            .confidential()
            .text("token_endpoint_auth_method", "private_key_jwt")
            .text("authorization_signed_response_alg", "ES256"));
  }

  private static void profile(SecurityProfile profile) {
    SERVER.policy(() -> ServerPolicy.defaults().withSecurityProfile(profile));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "query", "fragment", "form_post"})
  @DisplayName("Message signing: /par without JWT mode → 400")
  void plain(String mode) {
    AuthorizeUrl request = AuthorizeUrl.of("ms");

    Reply reply =
        SERVER.pushed(mode.isEmpty() ? request : request.with("response_mode", mode), Map.of());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("\"invalid_request\"");
    assertThat(SERVER.refusals.get(0).reason()).isEqualTo("strict_message_signing_requires_jarm");
    assertThat(SERVER.count("pushed_authorization_requests", "true")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwt", "query.jwt", "fragment.jwt", "form_post.jwt"})
  @DisplayName("Message signing: jwt accepted; response is JARM")
  void signed(String mode) {
    TestBrowser browser = SERVER.browser();
    String reference = SERVER.push(AuthorizeUrl.of("ms").with("response_mode", mode));
    SERVER.host.signIn("alice", SERVER.now());
    String id = SERVER.interactionId(browser.get(AuthorizationFixture.referring("ms", reference)));

    String jwt = ResponseJwt.of(mode, SERVER.approve(browser, id, false));

    assertThat(ResponseJwt.verified(jwt)).containsKey("code");
    assertThat(ResponseJwt.header(jwt).getAlgorithm().getName()).isEqualTo("ES256");
  }

  @Test
  @DisplayName(
      "checked at /par and again at use: what was pushed before the profile held is refused, signed")
  void atUse() {
    profile(SecurityProfile.FAPI_2_0_SECURITY);
    String reference = SERVER.push(AuthorizeUrl.of("ms").with("response_mode", "fragment"));
    profile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING);

    Reply reply = SERVER.browser().get(AuthorizationFixture.referring("ms", reference));

    assertThat(ResponseJwt.claims("query.jwt", reply)).containsEntry("error", "invalid_request");
    assertThat(SERVER.refusals.get(0).reason()).isEqualTo("strict_message_signing_requires_jarm");
  }

  @Test
  @DisplayName("an invalid mode is refused in query.jwt, the profile's own [B-37]")
  void invalidMode() {
    Reply reply = SERVER.browser().get(AuthorizeUrl.of("ms").with("response_mode", "x").toString());

    assertThat(ResponseJwt.claims("query.jwt", reply)).containsEntry("error", "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL", "'RS256'", "'EdDSA'"})
  @DisplayName("a client without ES256 or PS256 registered → invalid_jarm_client_metadata, a page")
  void unregistered(String algorithm) {
    SERVER.alterClient("ms", "authorization_signed_response_alg = " + algorithm);

    Reply page =
        SERVER.browser().get(AuthorizeUrl.of("ms").with("response_mode", "jwt").toString());
    Reply json = SERVER.pushed(AuthorizeUrl.of("ms").with("response_mode", "jwt"), Map.of());

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.header("Location")).isEmpty();
    assertThat(Answer.reason(page)).isEqualTo("invalid_jarm_client_metadata");
    assertThat(json.status()).isEqualTo(400);
    assertThat(json.text()).contains("\"server_error\"").doesNotContain("invalid_jarm");
  }

  @Test
  @DisplayName("a client set to none keeps ordinary behaviour")
  void exempt() {
    SERVER.alterClient("ms", "security_profile = 'none'");

    Reply reply = SERVER.browser().get(AuthorizeUrl.of("ms").without("scope").toString());

    assertThat(Answer.query(reply).value("error")).contains("invalid_scope");
  }
}
