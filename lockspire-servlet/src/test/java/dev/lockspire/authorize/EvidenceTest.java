package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Evidence")
final class EvidenceTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @ParameterizedTest
  @CsvSource({"consent_approved", "authorization_completed"})
  @DisplayName(
      "Audit atomicity: break the audit store, approve fails and no code exists, interaction still pending")
  void approveNeedsEvidence(String action) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String form = "decision=approve&remember=1&csrf_token=" + SERVER.formToken(browser, id);

    Reply broken =
        withoutAudit(action, () -> browser.post(AuthorizationFixture.completePath(id), form));

    assertThat(broken.status()).isEqualTo(503);
    assertThat(broken.header("Location")).isEmpty();
    assertThat(SERVER.codes()).isZero();
    assertThat(SERVER.count("consent_grants", "true")).isZero();
    assertThat(SERVER.count("audit_events", "true")).isZero();
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");

    Reply retried = browser.post(AuthorizationFixture.completePath(id), form);
    assertThat(Answer.query(retried).value("code")).isPresent();
  }

  @Test
  @DisplayName("Audit atomicity: deny fails too, the interaction is still pending")
  void denyNeedsEvidence() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String form = "decision=deny&csrf_token=" + SERVER.formToken(browser, id);

    Reply broken =
        withoutAudit(
            "consent_denied", () -> browser.post(AuthorizationFixture.completePath(id), form));

    assertThat(broken.status()).isEqualTo(503);
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
  }

  @Test
  @DisplayName(
      "Audit atomicity: a reused consent gives no code either, but temporarily_unavailable [B-20]")
  void reuseNeedsEvidence() {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, SERVER.pendingConsent(browser, SERVER.request()), true);
    int codes = SERVER.codes();

    Reply broken =
        withoutAudit("authorization_completed", () -> browser.get(SERVER.request().toString()));

    assertThat(Answer.query(broken).value("error")).contains("temporarily_unavailable");
    assertThat(Answer.query(broken).value("state")).contains("xyz");
    assertThat(SERVER.codes()).isEqualTo(codes);
  }

  @Test
  @DisplayName("Audit atomicity: a revocation that leaves no evidence revokes nothing")
  void revocationNeedsEvidence() {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, SERVER.pendingConsent(browser, SERVER.request()), true);
    long grant = SERVER.consents.listForSubject("alice").get(0).id();

    withoutAudit(
        "consent_revoked",
        () -> {
          assertThat(revokeFails(grant)).isTrue();
          return null;
        });

    assertThat(SERVER.count("consent_grants", "status = 'active'")).isEqualTo(1);
    assertThat(SERVER.count("tokens", "revoked_at IS NOT NULL")).isZero();
  }

  @Test
  @DisplayName("Redaction: audit and telemetry hold no code, state, nonce, challenge or cookie")
  void redaction() {
    TestBrowser browser = SERVER.browser();
    AuthorizeUrl url =
        SERVER
            .request()
            .with("state", "very-secret-state")
            .with("nonce", "very-secret-nonce")
            .with("login_hint", "very-secret-hint");
    Reply granted = SERVER.approve(browser, SERVER.pendingConsent(browser, url), true);
    Reply reused = browser.get(url.toString());
    SERVER.deny(browser, SERVER.pendingConsent(browser, url.with("prompt", "consent")));
    browser.get(url.without("scope").toString());

    List<String> told = new ArrayList<>();
    told.add(SERVER.told.toString());
    told.addAll(SERVER.database().texts("SELECT row_to_json(a)::text FROM {audit_events} a"));

    List<String> secrets = new ArrayList<>(browser.cookies().values());
    secrets.add(Answer.query(granted).value("code").orElseThrow());
    secrets.add(Answer.query(reused).value("code").orElseThrow());
    secrets.addAll(SERVER.database().texts("SELECT token_hash FROM {tokens}"));
    secrets.add("very-secret");
    secrets.add(AuthorizeUrl.CHALLENGE);
    assertThat(told).hasSizeGreaterThan(4);
    assertThat(told)
        .allSatisfy(text -> assertThat(secrets).noneSatisfy(s -> assertThat(text).contains(s)));
  }

  @Test
  @DisplayName("Raw codes are nowhere in the database, only their digests")
  void codesAreDigested() {
    TestBrowser browser = SERVER.browser();
    Reply granted = SERVER.approve(browser, SERVER.pendingConsent(browser, SERVER.request()), true);
    String code = Answer.query(granted).value("code").orElseThrow();

    List<String> rows = new ArrayList<>();
    for (String table : List.of("tokens", "interactions", "consent_grants", "audit_events")) {
      rows.addAll(SERVER.database().texts("SELECT row_to_json(t)::text FROM {" + table + "} t"));
    }

    assertThat(rows).hasSizeGreaterThanOrEqualTo(5);
    assertThat(rows).allSatisfy(row -> assertThat(row).doesNotContain(code));
  }

  private interface Attempt {
    Reply run();
  }

  private static boolean revokeFails(long grant) {
    try {
      SERVER.consents.revoke(
          grant,
          java.util.Optional.empty(),
          dev.lockspire.audit.Actor.system(),
          "operator_revoked",
          SERVER.now());
      return false;
    } catch (dev.lockspire.storage.StorageFailure expected) {
      return true;
    }
  }

  /** Runs {@code attempt} while rows of {@code action} cannot be written. */
  private static Reply withoutAudit(String action, Attempt attempt) {
    SERVER
        .database()
        .execute(
            "ALTER TABLE {audit_events} ADD CONSTRAINT broken CHECK (action <> '"
                + action
                + "') NOT VALID");
    try {
      return attempt.run();
    } finally {
      SERVER.database().execute("ALTER TABLE {audit_events} DROP CONSTRAINT broken");
    }
  }
}
