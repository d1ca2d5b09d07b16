package dev.lockspire.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.keys.KeyNode;
import dev.lockspire.keys.KeyTransition;
import dev.lockspire.storage.StorageFailure;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Server policy")
class ServerPoliciesTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Actor OPERATOR = new Actor(Actor.Type.OPERATOR, "olga", "Olga");

  private KeyNode node;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void start() {
    DATABASE.clear();
    node = new KeyNode(DATABASE.database());
  }

  @Test
  @DisplayName("with no stored row the defaults hold, and reading never creates the row")
  void defaults() {
    assertThat(node.policies().current()).isEqualTo(ServerPolicy.defaults());
    assertThat(DATABASE.texts("SELECT id FROM {server_policies}")).isEmpty();
  }

  @Test
  @DisplayName("every value survives being saved")
  void roundTrip() {
    ServerPolicyDocument document =
        ServerPolicyDocument.parse(
            """
            {"par_policy": "required", "dpop_policy": "dpop", "access_token_format": "opaque",
             "max_delegation_depth": 1, "registration_policy": "open",
             "dcr_allowed_scopes": ["openid", "email"], "dcr_allowed_grant_types": ["a"],
             "dcr_allowed_response_types": ["code"], "dcr_allowed_redirect_uri_schemes": ["https"],
             "dcr_allowed_redirect_uri_hosts": ["c.example"],
             "dcr_allowed_token_endpoint_auth_methods": ["none"],
             "dcr_default_client_lifetime_seconds": 0,
             "dcr_default_client_secret_lifetime_seconds": 5,
             "dcr_default_registration_access_token_lifetime_seconds": 7,
             "message_signing_requires_request_objects": true,
             "message_signing_requires_jarm": false,
             "message_signing_requires_introspection": false}
            """);

    node.policies().update(document::applyTo, OPERATOR);

    assertThat(new KeyNode(DATABASE.database()).policies().current())
        .isEqualTo(document.applyTo(ServerPolicy.defaults()));
    assertThat(node.told()).containsExactly(TelemetryEvent.SERVER_POLICY_UPDATED);
  }

  @Test
  @DisplayName("a change leaves one audit row that names what changed and who did it")
  void audited() {
    node.policies().update(p -> p.withParPolicy(ParPolicy.REQUIRED), OPERATOR);

    assertThat(
            DATABASE.text(
                "SELECT concat_ws(' ', action, outcome, actor_type, actor_id, resource_type,"
                    + " resource_id, metadata) FROM {audit_events}"))
        .isEqualTo(
            "server_policy_updated succeeded operator olga server_policy server"
                + " {\"changed\": [\"par_policy\"]}");
  }

  @Test
  @DisplayName("saving what already holds writes nothing")
  void unchanged() {
    assertThat(node.policies().update(p -> p.withMaxDelegationDepth(3), OPERATOR))
        .isInstanceOf(PolicyUpdate.Unchanged.class);
    assertThat(DATABASE.texts("SELECT action FROM {audit_events}")).isEmpty();
    assertThat(node.told()).isEmpty();
  }

  @Test
  @DisplayName("an impossible value changes nothing")
  void impossible() {
    assertThatThrownBy(() -> node.policies().update(p -> p.withMaxDelegationDepth(6), OPERATOR))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(DATABASE.texts("SELECT id FROM {server_policies}")).isEmpty();
  }

  @Test
  @DisplayName("concurrent saves of different values both survive (TX-16)")
  void concurrent() throws Exception {
    KeyNode other = new KeyNode(DATABASE.anotherNode());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 20; round++) {
        DATABASE.execute("DELETE FROM {server_policies}");
        Future<?> par =
            threads.submit(
                () -> node.policies().update(p -> p.withParPolicy(ParPolicy.REQUIRED), OPERATOR));
        Future<?> dpop =
            threads.submit(
                () -> other.policies().update(p -> p.withDpopPolicy(DpopPolicy.DPOP), OPERATOR));
        par.get();
        dpop.get();

        assertThat(DATABASE.text("SELECT par_policy || ' ' || dpop_policy FROM {server_policies}"))
            .isEqualTo("required dpop");
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  @DisplayName("a change at one node is seen by every other node within a second")
  void everyNode() {
    KeyNode other = new KeyNode(DATABASE.anotherNode());
    assertThat(other.policies().current().accessTokenFormat()).isEqualTo(TokenFormat.JWT);

    node.policies().update(p -> p.withAccessTokenFormat(TokenFormat.OPAQUE), OPERATOR);

    assertThat(node.policies().current().accessTokenFormat()).isEqualTo(TokenFormat.OPAQUE);
    assertWithinASecond(() -> other.policies().current().accessTokenFormat() == TokenFormat.OPAQUE);
  }

  @Test
  @DisplayName("Profile readiness: enabling FAPI with only RS256 keys is refused with the reason")
  void notReady() {
    activate(SigningAlgorithm.RS256);

    PolicyUpdate update = enterFapi(SecurityProfile.FAPI_2_0_SECURITY);

    assertThat(((PolicyUpdate.NotReady) update).readiness().reasons())
        .extracting(Readiness.Missing::wireName)
        .containsExactly("missing_compliant_active_key", "missing_compliant_publishable_key");
    assertThat(node.policies().current().securityProfile()).isEqualTo(SecurityProfile.NONE);
  }

  @Test
  @DisplayName("Profile readiness: a published key alone is not enough, one that signs is")
  void ready() {
    String kid = generate(SigningAlgorithm.PS256);
    node.lifecycle().publish(kid, OPERATOR);
    assertThat(
            ((PolicyUpdate.NotReady) enterFapi(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING))
                .readiness()
                .reasons())
        .containsExactly(Readiness.Missing.MISSING_COMPLIANT_ACTIVE_KEY);

    node.lifecycle().activate(kid, true, OPERATOR);

    assertThat(enterFapi(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING))
        .isInstanceOf(PolicyUpdate.Saved.class);
  }

  @Test
  @DisplayName("Profile readiness: re-saving the profile that holds is always allowed")
  void resaving() {
    activate(SigningAlgorithm.ES256);
    enterFapi(SecurityProfile.FAPI_2_0_SECURITY);
    DATABASE.execute("DELETE FROM {signing_keys}");

    assertThat(
            node.policies()
                .update(
                    p ->
                        p.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY)
                            .withMaxDelegationDepth(0),
                    OPERATOR))
        .isInstanceOf(PolicyUpdate.Saved.class);
  }

  @Test
  @DisplayName("Audit atomicity: when the audit row cannot be written the policy stays as it was")
  void auditFails() {
    DATABASE.execute("ALTER TABLE {audit_events} ADD CONSTRAINT broken CHECK (action = 'none')");
    try {
      assertThatThrownBy(
              () -> node.policies().update(p -> p.withParPolicy(ParPolicy.REQUIRED), OPERATOR))
          .isInstanceOf(StorageFailure.class);
    } finally {
      DATABASE.execute("ALTER TABLE {audit_events} DROP CONSTRAINT broken");
    }

    assertThat(node.policies().current()).isEqualTo(ServerPolicy.defaults());
    assertThat(DATABASE.texts("SELECT id FROM {server_policies}")).isEmpty();
    assertThat(node.told()).isEmpty();
  }

  @Test
  @DisplayName("Fail closed: a policy that cannot be read is a failure, never a default")
  void unreadable() {
    DATABASE.execute("ALTER TABLE {server_policies} RENAME COLUMN par_policy TO gone");
    try {
      assertThatThrownBy(() -> node.policies().current()).isInstanceOf(StorageFailure.class);
    } finally {
      DATABASE.execute("ALTER TABLE {server_policies} RENAME COLUMN gone TO par_policy");
    }
    assertThat(node.policies().current()).isEqualTo(ServerPolicy.defaults());
  }

  private PolicyUpdate enterFapi(SecurityProfile profile) {
    return node.policies().update(p -> p.withSecurityProfile(profile), OPERATOR);
  }

  private void activate(SigningAlgorithm algorithm) {
    String kid = generate(algorithm);
    node.lifecycle().publish(kid, OPERATOR);
    node.lifecycle().activate(kid, true, OPERATOR);
  }

  private String generate(SigningAlgorithm algorithm) {
    return ((KeyTransition.Done) node.lifecycle().generate(algorithm, OPERATOR)).key().kid();
  }

  private static void assertWithinASecond(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(List.of(condition.getAsBoolean())).containsExactly(true);
  }
}
