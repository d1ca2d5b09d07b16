package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.http.Reply;
import dev.lockspire.interaction.ConsentGrant;
import dev.lockspire.interaction.ConsentStore.Revocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Remembered consent")
final class RememberedConsentTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @BeforeEach
  void scopes() {
    SERVER.alterClient("c1", "allowed_scopes = ARRAY['email', 'profile', 'offline_access']");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openid email", "email openid", "openid", "email"})
  @DisplayName("Approve with remember, repeat with same or subset scopes: code without page")
  void sameOrSubset(String scope) {
    approve(SERVER.request(), true);

    Reply reply = get(SERVER.request().with("scope", scope));

    assertThat(Answer.query(reply).value("code")).isPresent();
    assertThat(SERVER.codeColumn(reply, "scopes")).isEqualTo("{" + scope.replace(' ', ',') + "}");
    assertThat(SERVER.codeColumn(reply, "consent_grant_id"))
        .isEqualTo(SERVER.database().text("SELECT id FROM {consent_grants}"));
    assertThat(SERVER.wasTold(TelemetryEvent.CONSENT_REUSED)).isTrue();
  }

  @Test
  @DisplayName("Superset: page")
  void superset() {
    approve(SERVER.request(), true);

    assertPage(SERVER.request().with("scope", "openid email profile"));
  }

  @Test
  @DisplayName("Two remembered grants that cover a request only together: page")
  void noUnionOfGrants() {
    approve(SERVER.request(), true);
    approve(SERVER.request().with("scope", "openid profile"), true);

    assertPage(SERVER.request().with("scope", "openid email profile"));
  }

  @Test
  @DisplayName("One-time: page again, and never de-duplicated")
  void oneTime() {
    approve(SERVER.request(), false);
    assertPage(SERVER.request());
    approve(SERVER.request(), false);

    assertThat(SERVER.count("consent_grants", "kind = 'one_time'")).isEqualTo(2);
  }

  @Test
  @DisplayName("Another account or another client: page")
  void anotherAccountOrClient() {
    approve(SERVER.request(), true);
    SERVER.add(new TestClient("c2"));

    assertPage(AuthorizeUrl.of("c2"));
    SERVER.host.signIn("bob", SERVER.now());
    assertThat(Answer.location(get(SERVER.request()))).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName(
      "Resources [B-49]: a remembered consent does not cover a resource it was not given for")
  void resources() {
    AuthorizeUrl withResource = SERVER.request().with("resource", "https://a.example/");
    approve(withResource, true);

    assertThat(Answer.query(get(withResource)).value("code")).isPresent();
    assertThat(Answer.query(get(SERVER.request())).value("code")).isPresent();
    assertPage(SERVER.request().with("resource", "https://b.example/"));
  }

  @Test
  @DisplayName("Consent expiry [B-51]: an expired grant is no grant")
  void expiredGrant() {
    approve(SERVER.request(), true);
    SERVER.database().execute("UPDATE {consent_grants} SET expires_at = '2026-11-20T12:00:00Z'");

    assertPage(SERVER.request());
  }

  @Test
  @DisplayName("Reuse is audited as authorization_completed by the system, with consent_reused")
  void reuseIsAudited() {
    approve(SERVER.request(), true);
    get(SERVER.request());

    assertThat(
            SERVER.count(
                "audit_events",
                "action = 'authorization_completed' AND reason_code = 'consent_reused'"
                    + " AND actor_type = 'system' AND actor_id = 'lockspire'"))
        .isEqualTo(1);
  }

  @Test
  @DisplayName(
      "Approving again with remember: a covered request reuses the grant, a wider one adds one")
  void noDuplicates() {
    approve(SERVER.request(), true);
    approve(SERVER.request().with("prompt", "consent"), true);
    approve(SERVER.request().with("prompt", "consent").with("scope", "openid"), true);
    assertThat(SERVER.count("consent_grants", "true")).isEqualTo(1);

    approve(SERVER.request().with("scope", "openid email profile"), true);
    assertThat(SERVER.count("consent_grants", "true")).isEqualTo(2);
  }

  @Test
  @Timeout(60)
  @DisplayName("Approving in several windows at once, with remember: one grant")
  void noDuplicatesInParallel() throws Exception {
    Map<TestBrowser, String> pending = new LinkedHashMap<>();
    for (int i = 0; i < 6; i++) {
      TestBrowser browser = SERVER.browser();
      pending.put(browser, SERVER.pendingConsent(browser, SERVER.request()));
    }
    List<Callable<Reply>> approvals = new ArrayList<>();
    pending.forEach(
        (browser, id) -> {
          String form =
              "decision=approve&remember=true&csrf_token=" + SERVER.formToken(browser, id);
          approvals.add(() -> browser.post(AuthorizationFixture.completePath(id), form));
        });
    // Long enough for every approval to have looked for a grant before the first is there.
    SERVER
        .database()
        .execute(
            "CREATE FUNCTION lockspire.slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " PERFORM pg_sleep(0.5); RETURN NEW; END $$");
    SERVER
        .database()
        .execute(
            "CREATE TRIGGER slow BEFORE INSERT ON {consent_grants} FOR EACH ROW"
                + " EXECUTE FUNCTION lockspire.slow()");
    ExecutorService threads = Executors.newFixedThreadPool(approvals.size());
    try {
      for (Future<Reply> reply : threads.invokeAll(approvals)) {
        assertThat(Answer.query(reply.get()).value("code")).isPresent();
      }
    } finally {
      threads.shutdownNow();
      SERVER.database().execute("DROP FUNCTION lockspire.slow() CASCADE");
    }

    assertThat(SERVER.count("consent_grants", "true")).isEqualTo(1);
    assertThat(SERVER.count("tokens", "consent_grant_id IS NOT NULL")).isEqualTo(6);
  }

  @ParameterizedTest(name = "remember: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("The newest decision wins: a scope that was unticked is asked for again")
  void unticked(boolean remember) {
    approve(SERVER.request().with("scope", "openid email profile"), true);

    approveOnly(
        SERVER.request().with("scope", "openid email").with("prompt", "consent"),
        "openid",
        remember);

    assertPage(SERVER.request().with("scope", "openid email"));
    assertThat(Answer.query(get(SERVER.request().with("scope", "openid"))).value("code"))
        .isPresent();
    assertThat(Answer.query(get(SERVER.request().with("scope", "openid profile"))).value("code"))
        .as("nobody was asked about profile this time")
        .isPresent();
    assertThat(SERVER.count("consent_grants", "kind = 'remembered'")).isEqualTo(1);
    assertThat(
            SERVER.count(
                "audit_events",
                "action = 'consent_approved' AND metadata->'declined_scopes' = '[\"email\"]'"))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("The newest decision wins in every remembered grant, and in nobody else's")
  void untickedEverywhere() {
    approve(SERVER.request().with("scope", "openid email"), true);
    approve(SERVER.request().with("scope", "openid email profile"), true);
    SERVER.add(new TestClient("c2"));
    approve(AuthorizeUrl.of("c2"), true);

    approveOnly(SERVER.request().with("prompt", "consent"), "openid", true);

    assertThat(
            SERVER
                .database()
                .texts(
                    "SELECT client_id || ' ' || array_to_string(scopes, ' ')"
                        + " FROM {consent_grants} ORDER BY id"))
        .containsExactly("c1 openid", "c1 openid profile", "c2 openid email");
  }

  @Test
  @DisplayName("offline_access [B-28] that a person consented to stays in later requests")
  void offlineAccessWasShown() {
    AuthorizeUrl offline = SERVER.request().with("scope", "openid offline_access");
    approve(offline, true);

    assertThat(SERVER.codeColumn(get(offline), "scopes")).isEqualTo("{openid,offline_access}");
  }

  @Test
  @DisplayName(
      "Consent revocation [B-50]: revoke grant, next authorize shows page, tokens are revoked")
  void revocation() {
    approve(SERVER.request(), true);
    Reply reused = get(SERVER.request());
    long grant = SERVER.consents.listForSubject("alice").get(0).id();

    Revocation revocation = revoke(grant, "alice");

    assertThat(revocation).isInstanceOf(Revocation.Revoked.class);
    assertThat(((Revocation.Revoked) revocation).tokens()).isEqualTo(2);
    assertThat(SERVER.codeColumn(reused, "revoked_at")).isNotNull();
    assertPage(SERVER.request());
    assertThat(
            SERVER.count(
                "audit_events",
                "action = 'consent_revoked' AND reason_code = 'account_revoked'"
                    + " AND actor_id = 'alice'"))
        .isEqualTo(1);
    assertThat(
            SERVER
                .database()
                .text(
                    "SELECT status || ' ' || revoked_by || ' ' || revoked_reason"
                        + " FROM {consent_grants}"))
        .isEqualTo("revoked alice account_revoked");
  }

  @Test
  @DisplayName(
      "Consent revocation [B-50]: every token of the family goes, other grants' tokens stay")
  void revocationOfFamilies() {
    approve(SERVER.request(), true);
    SERVER.database().execute("UPDATE {tokens} SET family_id = 'f1'");
    SERVER
        .database()
        .execute(
            "INSERT INTO {tokens} (token_hash, token_type, family_id, client_id, issued_at,"
                + " expires_at) VALUES ('h1', 'refresh_token', 'f1', 'c1', now(), now()),"
                + " ('h2', 'refresh_token', 'f2', 'c1', now(), now())");

    revoke(SERVER.consents.listForSubject("alice").get(0).id(), "alice");

    assertThat(SERVER.database().texts("SELECT token_hash FROM {tokens} WHERE revoked_at IS NULL"))
        .containsExactly("h2");
  }

  @Test
  @DisplayName("Consent revocation: twice is a no-op, another account's grant is refused")
  void revocationTwiceAndForeign() {
    approve(SERVER.request(), true);
    long grant = SERVER.consents.listForSubject("alice").get(0).id();

    assertThat(revoke(grant, "bob")).isInstanceOf(Revocation.NotFound.class);
    assertThat(Answer.query(get(SERVER.request())).value("code")).isPresent();
    revoke(grant, "alice");
    assertThat(revoke(grant, "alice")).isInstanceOf(Revocation.AlreadyRevoked.class);
    assertThat(revoke(987_654_321, "alice")).isInstanceOf(Revocation.NotFound.class);
    assertThat(SERVER.count("audit_events", "action = 'consent_revoked'")).isEqualTo(1);
  }

  @Test
  @DisplayName("Account screen: a person's grants are listed, newest first, nobody else's")
  void list() {
    approve(SERVER.request(), true);
    approve(SERVER.request().with("scope", "openid profile"), false);

    List<ConsentGrant> grants = SERVER.consents.listForSubject("alice");

    assertThat(grants).extracting(ConsentGrant::remembered).containsExactly(false, true);
    assertThat(grants.get(1).scopes()).containsExactly("openid", "email");
    assertThat(SERVER.consents.listForSubject("bob")).isEmpty();
  }

  @Test
  @DisplayName("Account screen: a person sees application names and can disconnect their own only")
  void disconnect() {
    SERVER.alterClient("c1", "name = 'Acme'");
    approve(SERVER.request(), true);
    long grant = SERVER.apps.listForSubject("alice").get(0).grantId();

    assertThat(SERVER.apps.listForSubject("alice").get(0).clientName()).isEqualTo("Acme");
    assertThat(SERVER.apps.disconnect("bob", grant)).isFalse();
    assertThat(SERVER.apps.listForSubject("alice").get(0).isActive()).isTrue();
    assertThat(SERVER.apps.disconnect("alice", grant)).isTrue();
    assertThat(SERVER.apps.disconnect("alice", grant)).isTrue();
    assertThat(SERVER.apps.listForSubject("alice").get(0).isActive()).isFalse();
    assertThat(SERVER.told.stream().filter(t -> t.event() == TelemetryEvent.CONSENT_REVOKED))
        .hasSize(1);
  }

  private static Revocation revoke(long grant, String subject) {
    return SERVER.consents.revoke(
        grant, Optional.of(subject), Actor.subject(subject), "account_revoked", SERVER.now());
  }

  private static void approve(AuthorizeUrl url, boolean remember) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, url);
    assertThat(Answer.query(SERVER.approve(browser, id, remember)).value("code")).isPresent();
  }

  private static void approveOnly(AuthorizeUrl url, String scope, boolean remember) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, url);
    String fields = "decision=approve&scope_choice=true&scope=" + scope;
    Reply reply = SERVER.complete(browser, id, fields + (remember ? "&remember=true" : ""));
    assertThat(Answer.query(reply).value("code")).isPresent();
  }

  private static void assertPage(AuthorizeUrl url) {
    SERVER.host.signIn("alice", SERVER.now());
    assertThat(Answer.location(get(url))).startsWith("/lockspire/consent/");
  }

  private static Reply get(AuthorizeUrl url) {
    return SERVER.browser().get(url.toString());
  }
}
