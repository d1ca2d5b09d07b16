package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.Actor;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.policy.TokenFormat;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Operator identity in every audit row")
class OperatorIdentityTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private static final Actor OTTO = new Actor(Actor.Type.OPERATOR, "otto@example", "Otto");
  private final LockspireAdmin admin = FIXTURE.admin;

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  @Test
  @DisplayName("across all mutations: the one who did it, never a fixed name, never nobody")
  void everyMutation() {
    clients();
    keys();
    policy();
    tokensAndConsents();
    ok(admin.audit().export(AuditFilter.all(), ExportFormat.CSV, new StringWriter(), OTTO));

    List<String> actions =
        FIXTURE.test.texts("SELECT DISTINCT action FROM {audit_events} ORDER BY action");
    assertThat(actions)
        .contains(
            "client_created",
            "client_updated",
            "client_secret_rotated",
            "client_secret_overlap_ended",
            "client_disabled",
            "client_enabled",
            "key_generated",
            "key_published",
            "key_activated",
            "key_retired",
            "server_policy_updated",
            "consent_revoked",
            "token_revoked",
            "token_family_revoked",
            "list_exported");
    assertThat(
            FIXTURE.test.texts(
                "SELECT DISTINCT actor_type || ' ' || actor_id || ' ' || actor_display"
                    + " FROM {audit_events}"))
        .containsExactly("operator otto@example Otto");
  }

  private void clients() {
    String id = ok(admin.clients().create(AdminFixture.webApp(), OTTO)).clientId();
    Confirmation yes = Confirmation.of(id);
    ok(admin.clients().update(id, 0, Map.of("name", "Renamed"), OTTO));
    ok(admin.clients().rotateSecret(id, Duration.ofDays(1), yes, OTTO));
    ok(admin.clients().endOverlap(id, yes, OTTO));
    ok(admin.clients().disable(id, yes, OTTO));
    ok(admin.clients().enable(id, yes, OTTO));
  }

  private void keys() {
    for (int i = 0; i < 2; i++) {
      String kid = ok(admin.keys().generate(SigningAlgorithm.ES256, 0, OTTO)).kid();
      ok(admin.keys().publish(kid, Confirmation.of(kid), OTTO));
      ok(admin.keys().activate(kid, true, Confirmation.of(kid), OTTO));
    }
    for (KeyView key : admin.keys().list()) {
      String kid = key.key().kid();
      admin.keys().retire(kid, true, Confirmation.of(kid), OTTO);
    }
  }

  private void policy() {
    ok(admin.policy().putPar(ParPolicy.REQUIRED, OTTO));
    ok(admin.policy().putDpop(DpopPolicy.DPOP, OTTO));
    ok(admin.policy().putSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY, OTTO));
    ok(admin.policy().putAccessTokenFormat(TokenFormat.OPAQUE, OTTO));
    ok(admin.policy().putMaxDelegationDepth(1, OTTO));
  }

  private void tokensAndConsents() {
    long grant =
        Long.parseLong(
            FIXTURE.test.text(
                "INSERT INTO {consent_grants} (account_id, client_id, scopes, granted_at)"
                    + " VALUES ('ann', 'app', ARRAY['openid'], '"
                    + FIXTURE.now
                    + "') RETURNING id"));
    ok(admin.consents().revoke(grant, true, Confirmation.of(grant), OTTO));
    long single = FIXTURE.token("one", "access_token", "", "");
    ok(admin.tokens().revoke(single, Confirmation.of(single), OTTO));
    String family = "11111111-1111-4111-8111-111111111111";
    long member = FIXTURE.token("two", "refresh_token", "family_id", "'" + family + "'");
    ok(admin.tokens().revokeFamily(member, Confirmation.of(member), OTTO));
    FIXTURE.token("three", "access_token", "", "");
    TokenOwner ann = new TokenOwner.Account("ann");
    ok(admin.tokens().revokeAll(ann, Confirmation.of("ann"), OTTO));
  }
}
