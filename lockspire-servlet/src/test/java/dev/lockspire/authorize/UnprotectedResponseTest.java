package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.Reply;
import dev.lockspire.policy.SigningAlgorithm;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

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
  @DisplayName("nothing of the code in page, log, audit or telemetry, whether or not it is sent")
  void codeStaysInside() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    try {
      TestBrowser browser = SERVER.browser();
      String id = SERVER.pendingConsent(browser, in("jwt"));
      SERVER.signer.breakDown(true);
      Reply page = SERVER.approve(browser, id, true);
      String unsent = code();
      SERVER.signer.breakDown(false);
      Reply answer = SERVER.approve(browser, id, true);
      String sent = code();

      assertPage(page, "invalid_signing_key");
      assertThat(Answer.location(answer)).doesNotContain(sent);
      String rows =
          String.join("", SERVER.database().texts("SELECT t::text FROM {audit_events} t"));
      assertThat(rows).contains("consent_approved");
      assertThat(List.of(page.text(), rows, SERVER.told.toString(), log.list.toString()))
          .allSatisfy(text -> assertThat(text).doesNotContain(unsent, sent));
      assertThat(SERVER.count("tokens", "token_hash = '" + Sha256.hex(unsent) + "'")).isZero();
    } finally {
      root.detachAppender(log);
    }
  }

  /** The code in the response that was last to be signed. */
  private static String code() throws ParseException {
    return JSONObjectUtils.getString(JSONObjectUtils.parse(SERVER.signer.lastClaims()), "code");
  }

  @Test
  @DisplayName("a response that was made is not sent when what it tells of cannot be committed")
  void commitFails() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, in("jwt"));
    String form = "decision=approve&csrf_token=" + SERVER.formToken(browser, id);
    SERVER.database().execute("ALTER TABLE {consent_grants} RENAME TO consent_grants_away");
    try {
      Reply page = browser.post(AuthorizationFixture.completePath(id), form);

      assertThat(page.status()).isEqualTo(503);
      assertThat(page.header("Location")).isEmpty();
      assertThat(SERVER.status(id)).isEqualTo("pending_consent");
      assertThat(SERVER.codes()).isZero();
    } finally {
      SERVER
          .database()
          .execute("ALTER TABLE lockspire.consent_grants_away RENAME TO lockspire_consent_grants");
    }
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
