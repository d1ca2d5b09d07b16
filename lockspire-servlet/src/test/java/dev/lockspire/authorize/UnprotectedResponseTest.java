package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.http.Reply;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A response that cannot be protected: a page of ours, and nothing is lost")
final class UnprotectedResponseTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @ParameterizedTest
  @ValueSource(strings = {"jwt", "fragment.jwt", "form_post.jwt"})
  @DisplayName("no signing key at request time [B-78]: a page before anybody is asked")
  void early(String mode) {
    SERVER.signer.active().remove(SigningAlgorithm.RS256);
    SERVER.host.signIn("alice", SERVER.now());

    Reply page = SERVER.browser().get(in(mode).toString());

    assertPage(page, "invalid_signing_key");
    assertThat(SERVER.count("interactions", "true")).isZero();
    assertThat(SERVER.host.asked).isEmpty();
    assertThat(SERVER.refusals.get(0).judgements())
        .last()
        .satisfies(
            rule -> {
              assertThat(rule.rule()).isEqualTo("RESPONSE_CAN_BE_PROTECTED");
              assertThat(rule.passed()).isFalse();
            });
    assertTold("c1", "invalid_signing_key");
    assertThat(SERVER.told)
        .filteredOn(t -> t.event() == TelemetryEvent.AUTHORIZATION_REQUEST_REJECTED)
        .singleElement()
        .satisfies(t -> assertThat(t.attributes()).containsEntry("redirect_safe", "false"));
  }

  @Test
  @DisplayName("no signing key at /par [B-78]: 400 JSON, nothing stored, no reason told")
  void earlyAtPush() {
    SERVER.signer.active().remove(SigningAlgorithm.RS256);

    Reply reply = SERVER.pushed(in("jwt"), Map.of());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("\"server_error\"").doesNotContain("signing_key");
    assertThat(SERVER.count("pushed_authorization_requests", "true")).isZero();
  }

  @Test
  @DisplayName("a plain mode needs no key")
  void plain() {
    SERVER.signer.active().clear();

    assertThat(Answer.location(SERVER.browser().get(SERVER.request().toString())))
        .startsWith("/login?");
  }

  @Test
  @DisplayName(
      "an error that cannot be signed is a page with the reason for that, never a redirect")
  void validationError() {
    SERVER.signer.active().clear();

    Reply page = SERVER.browser().get(in("jwt").without("scope").toString());

    assertPage(page, "invalid_signing_key");
    assertThat(SERVER.refusals.get(0).reason()).isEqualTo("invalid_signing_key");
  }

  @Test
  @DisplayName("signing key gone between consent page and approval: still pending, then approvable")
  void approval() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, in("jwt"));
    String form = "decision=approve&remember=true&csrf_token=" + SERVER.formToken(browser, id);
    SERVER.signer.active().remove(SigningAlgorithm.RS256);

    assertPage(browser.post(AuthorizationFixture.completePath(id), form), "invalid_signing_key");
    assertNothingHappened(id);
    assertTold("c1", "invalid_signing_key");

    SERVER.signer.active().add(SigningAlgorithm.RS256);
    assertThat(ResponseJwt.claims("jwt", browser.post(AuthorizationFixture.completePath(id), form)))
        .containsKey("code");
    assertThat(SERVER.status(id)).isEqualTo("completed");
  }

  @Test
  @DisplayName("the same for a denial [B-44]: still pending, then deniable")
  void denial() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, in("jwt"));
    String form = "decision=deny&csrf_token=" + SERVER.formToken(browser, id);
    SERVER.signer.active().remove(SigningAlgorithm.RS256);

    assertPage(browser.post(AuthorizationFixture.completePath(id), form), "invalid_signing_key");
    assertNothingHappened(id);

    SERVER.signer.active().add(SigningAlgorithm.RS256);
    assertThat(ResponseJwt.claims("jwt", browser.post(AuthorizationFixture.completePath(id), form)))
        .containsEntry("error", "access_denied");
  }

  @Test
  @DisplayName(
      "the same for a remembered consent after a login: no code, and it can be tried again")
  void remembered() {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, SERVER.pendingConsent(browser, SERVER.request()), true);
    SERVER.host.signOut();
    String id = SERVER.interactionId(browser.get(in("jwt").toString()));
    SERVER.host.signIn("alice", SERVER.now());
    int codes = SERVER.codes();
    SERVER.signer.active().remove(SigningAlgorithm.RS256);

    assertPage(browser.get("/interactions/" + id), "invalid_signing_key");
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
    assertThat(SERVER.codes()).isEqualTo(codes);

    SERVER.signer.active().add(SigningAlgorithm.RS256);
    assertThat(ResponseJwt.claims("jwt", SERVER.approve(browser, id, false))).containsKey("code");
  }

  @Test
  @DisplayName("the same for the end of an interaction: it is not ended before that can be told")
  void ending() {
    TestBrowser browser = SERVER.browser();
    SERVER.host.signOut();
    String id = SERVER.interactionId(browser.get(in("jwt").toString()));
    SERVER.signer.active().remove(SigningAlgorithm.RS256);
    SERVER.advance(AuthorizationFixture.INTERACTION_LIFETIME);

    assertPage(browser.get("/interactions/" + id), "invalid_signing_key");
    assertThat(SERVER.status(id)).isEqualTo("pending_login");

    SERVER.signer.active().add(SigningAlgorithm.RS256);
    assertThat(ResponseJwt.claims("jwt", browser.get("/interactions/" + id)))
        .containsEntry("error", "login_required");
  }

  @ParameterizedTest
  @CsvSource({
    "authorization_encrypted_response_alg = 'RSA1_5', unsupported_jarm_encryption_alg",
    "authorization_encrypted_response_enc = 'A192GCM', unsupported_jarm_encryption_enc"
  })
  @DisplayName("a stored algorithm that this server does not know is never passed over")
  void unknownEncryption(String assignment, String reason) {
    SERVER.alterClient(
        "c1",
        "authorization_signed_response_alg = 'RS256',"
            + " authorization_encrypted_response_alg = 'ECDH-ES', jwks_uri = NULL");
    SERVER.alterClient("c1", assignment);

    assertPage(SERVER.browser().get(in("jwt").toString()), reason);
    assertTold("c1", reason);
  }

  @Test
  @DisplayName("a state of 2048 characters fits into every mode")
  void longest() {
    for (String mode : Set.of("query.jwt", "fragment.jwt", "form_post.jwt")) {
      String state = "x".repeat(2048);
      Reply reply = SERVER.browser().get(in(mode).with("state", state).without("scope").toString());

      assertThat(ResponseJwt.claims(mode, reply)).containsEntry("state", state);
    }
  }

  @Test
  @DisplayName("a JWT that no URL can carry is a page and nothing is lost; a form carries it")
  void tooLong() {
    String state = "€".repeat(2048);
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, in("query.jwt").with("state", state));

    assertPage(SERVER.approve(browser, id, true), "response_too_long");
    assertNothingHappened(id);

    String other = SERVER.pendingConsent(browser, in("form_post.jwt").with("state", state));
    assertThat(ResponseJwt.claims("form_post.jwt", SERVER.approve(browser, other, false)))
        .containsEntry("state", state);
  }

  private static void assertPage(Reply page, String reason) {
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.header("Location")).isEmpty();
    assertThat(Answer.reason(page)).isEqualTo(reason);
    assertThat(page.text())
        .contains("server_error")
        .doesNotContain("name=\"code\"", "name=\"response\"");
  }

  private static void assertNothingHappened(String interactionId) {
    assertThat(SERVER.status(interactionId)).isEqualTo("pending_consent");
    assertThat(SERVER.codes()).isZero();
    assertThat(SERVER.count("consent_grants", "true")).isZero();
    assertThat(SERVER.count("audit_events", "true")).isZero();
    assertThat(SERVER.told)
        .extracting(AuthorizationFixture.Told::event)
        .doesNotContain(
            TelemetryEvent.CONSENT_APPROVED,
            TelemetryEvent.CONSENT_DENIED,
            TelemetryEvent.AUTHORIZATION_CODE_ISSUED);
  }

  private static void assertTold(String client, String reason) {
    assertThat(SERVER.told)
        .filteredOn(t -> t.event() == TelemetryEvent.JARM_FAILED)
        .singleElement()
        .satisfies(
            t ->
                assertThat(t.attributes())
                    .containsEntry("client_id", client)
                    .containsEntry("reason_code", reason));
  }

  private static AuthorizeUrl in(String mode) {
    return SERVER.request().with("response_mode", mode);
  }
}
