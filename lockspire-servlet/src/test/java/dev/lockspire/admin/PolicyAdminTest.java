package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.OLGA;
import static dev.lockspire.admin.AdminFixture.errors;
import static dev.lockspire.admin.AdminFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.MessageSigning;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.policy.TokenFormat;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Server policy for operators")
class PolicyAdminTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private final PolicyAdmin policy = FIXTURE.admin.policy();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
    FIXTURE.foundation.policies().update(p -> ServerPolicy.defaults(), OLGA);
    FIXTURE.forgetEvidence();
  }

  @Test
  @DisplayName("each value is put by itself, the rest is kept, and the evidence names what changed")
  void put() {
    ok(policy.putPar(ParPolicy.REQUIRED, OLGA));
    ok(policy.putDpop(DpopPolicy.DPOP, OLGA));
    ok(policy.putAccessTokenFormat(TokenFormat.OPAQUE, OLGA));
    ok(policy.putMessageSigning(new MessageSigning(true, true, false), OLGA));
    ServerPolicy now = ok(policy.putMaxDelegationDepth(0, OLGA));

    assertThat(now)
        .isEqualTo(
            ServerPolicy.defaults()
                .withParPolicy(ParPolicy.REQUIRED)
                .withDpopPolicy(DpopPolicy.DPOP)
                .withAccessTokenFormat(TokenFormat.OPAQUE)
                .withMessageSigning(new MessageSigning(true, true, false))
                .withMaxDelegationDepth(0));
    assertThat(FIXTURE.test.texts("SELECT metadata->>'changed' FROM {audit_events} ORDER BY id"))
        .containsExactly(
            "[\"par_policy\"]",
            "[\"dpop_policy\"]",
            "[\"access_token_format\"]",
            "[\"message_signing_requires_request_objects\","
                + " \"message_signing_requires_introspection\"]",
            "[\"max_delegation_depth\"]");
  }

  @Test
  @DisplayName("saving what holds already leaves no evidence")
  void unchanged() {
    ok(policy.putPar(ParPolicy.OPTIONAL, OLGA));
    assertThat(FIXTURE.evidence()).isEmpty();
  }

  @Test
  @DisplayName(
      "Policy readiness: a FAPI profile is refused until the keys bear it; leaving is allowed")
  void readiness() {
    assertThat(errors(policy.putSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY, OLGA)))
        .containsExactly(
            "security_profile: missing_compliant_active_key",
            "security_profile: missing_compliant_publishable_key");
    KeyAdmin keys = FIXTURE.admin.keys();
    String kid = ok(keys.generate(SigningAlgorithm.ES256, 0, OLGA)).kid();
    ok(keys.publish(kid, Confirmation.of(kid), OLGA));
    ok(keys.activate(kid, true, Confirmation.of(kid), OLGA));

    assertThat(policy.readiness().ready()).isTrue();
    ok(policy.putSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY, OLGA));
    assertThat(ok(policy.putSecurityProfile(SecurityProfile.NONE, OLGA)).securityProfile())
        .isEqualTo(SecurityProfile.NONE);
  }

  @Test
  @DisplayName("values that no policy can have are refused with their field")
  void impossible() {
    assertThat(errors(policy.putMaxDelegationDepth(6, OLGA)))
        .containsExactly("max_delegation_depth: invalid_max_delegation_depth");
    assertThat(errors(policy.put("{\"par_policy\": \"never\", \"colour\": 1}", OLGA)))
        .containsExactly("par_policy: invalid_value", "colour: unknown_field");
    assertThat(ok(policy.put("{\"par_policy\": \"required\"}", OLGA)).parPolicy())
        .isEqualTo(ParPolicy.REQUIRED);
  }

  @Test
  @DisplayName("the effect of a change is told as the clients that inherit and those that override")
  void effects() {
    FIXTURE.client("client_id", "a");
    FIXTURE.client("client_id", "b", "par_policy", "required");
    FIXTURE.client("client_id", "c", "access_token_format", "opaque");
    FIXTURE.client("client_id", "off", "par_policy", "required");
    ok(FIXTURE.admin.clients().disable("off", Confirmation.of("off"), OLGA));

    PolicyEffects effects = policy.effects();
    assertThat(effects.par()).isEqualTo(new PolicyEffect(2, Map.of("required", 1L)));
    assertThat(effects.accessTokenFormat()).isEqualTo(new PolicyEffect(2, Map.of("opaque", 1L)));
    assertThat(effects.dpop()).isEqualTo(new PolicyEffect(3, Map.of()));
  }

  @Test
  @DisplayName("ADM-62 the clients that would start failing are told before a policy is saved")
  void impact() {
    FIXTURE.client("client_id", "a", "client_name", "Alpha");
    FIXTURE.client("client_id", "b", "par_policy", "optional", "dpop_policy", "bearer");
    FIXTURE.client("client_id", "c", "security_profile", "none", "access_token_format", "opaque");
    FIXTURE.client("client_id", "off");
    ok(FIXTURE.admin.clients().disable("off", Confirmation.of("off"), OLGA));
    ServerPolicy now = policy.current();

    assertThat(policy.impact(now)).isEqualTo(new PolicyImpact(Count.exactly(0), List.of()));
    assertThat(told(now.withParPolicy(ParPolicy.REQUIRED)))
        .containsExactly("a [par_policy: must_push]", "c [par_policy: must_push]");
    assertThat(told(now.withDpopPolicy(DpopPolicy.DPOP)))
        .containsExactly("a [dpop_policy: must_prove_key]", "c [dpop_policy: must_prove_key]");
    assertThat(told(now.withAccessTokenFormat(TokenFormat.OPAQUE)))
        .containsExactly(
            "a [access_token_format: changes (opaque)]",
            "b [access_token_format: changes (opaque)]");
    String refused =
        "token_endpoint_auth_method: invalid_token_endpoint_auth_method"
            + " (incompatible_with_fapi_2_0)";
    String unsigned = "authorization_signed_response_alg: incompatible_with_fapi_2_0";
    assertThat(told(now.withSecurityProfile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING)))
        .containsExactly(
            "a [par_policy: must_push, " + refused + ", " + unsigned + "]",
            "b [par_policy: must_push, " + refused + ", " + unsigned + "]");
    assertThat(FIXTURE.admin.policy().current()).isEqualTo(now);
  }

  @Test
  @DisplayName("the impact of a policy is taken along as a file, which is evidence itself")
  void impactFile() {
    FIXTURE.test.execute(
        "INSERT INTO {clients} (client_id, name, client_type, token_endpoint_auth_method,"
            + " allowed_scopes, allowed_grant_types) SELECT 'many-' || i, 'Many', 'public', 'none',"
            + " ARRAY[]::text[], ARRAY['authorization_code'] FROM generate_series(1, 1100) i");
    ServerPolicy wanted = policy.current().withParPolicy(ParPolicy.REQUIRED);

    assertThat(policy.impact(wanted).affected()).isEqualTo(Count.exactly(1100));
    assertThat(policy.impact(wanted).first()).hasSize(10);
    StringWriter out = new StringWriter();
    assertThat(ok(policy.exportImpact(wanted, ExportFormat.CSV, out, OLGA))).isEqualTo(1100);
    assertThat(out.toString().lines().toList())
        .hasSize(1101)
        .startsWith("\"client_id\",\"name\",\"effects\"")
        .contains("\"many-7\",\"Many\",\"par_policy: must_push\"");
    assertThat(FIXTURE.evidence()).containsExactly("list_exported olga policy_impact");
  }

  /** {@code client_id [effects]} of every client that a policy would reach. */
  private List<String> told(ServerPolicy wanted) {
    return policy.impact(wanted).first().stream()
        .map(client -> client.clientId() + " " + client.effects())
        .toList();
  }
}
