package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.OLGA;
import static dev.lockspire.admin.AdminFixture.errors;
import static dev.lockspire.admin.AdminFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.conformance.Requirement;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.MessageSigning;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.policy.TokenFormat;
import dev.lockspire.traffic.Sighting;
import dev.lockspire.traffic.Trait;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    assertThat(policy.impact(now))
        .isEqualTo(
            new PolicyImpact(
                Count.exactly(0), Count.exactly(0), List.of(), List.of(), Optional.empty()));
    assertThat(told(now.withParPolicy(ParPolicy.REQUIRED)))
        .containsExactly("a [pushed_requests NOT_SEEN]", "c [pushed_requests NOT_SEEN]");
    assertThat(told(now.withDpopPolicy(DpopPolicy.DPOP)))
        .containsExactly("a [proven_keys NOT_SEEN]", "c [proven_keys NOT_SEEN]");
    assertThat(told(now.withAccessTokenFormat(TokenFormat.OPAQUE)))
        .containsExactly("a [] opaque", "b [] opaque");
    String registered =
        "[client_authentication FAILS, pushed_requests NOT_SEEN, bound_tokens NOT_SEEN,"
            + " signature_algorithms NOT_SEEN, response_algorithm FAILS, signed_responses"
            + " NOT_SEEN]";
    assertThat(told(now.withSecurityProfile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING)))
        .containsExactly("a " + registered, "b " + registered);
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
        .startsWith(
            "\"client_id\",\"name\",\"effect\",\"requirement\",\"reference\",\"registered\","
                + "\"seen\",\"last_seen\"")
        .contains(
            "\"many-7\",\"Many\",\"not_seen\",\"pushed_requests\","
                + "\"RFC 9126 §5, FAPI 2.0 Security Profile §5.3.2.2\",\"\",\"\",\"\"");
    assertThat(FIXTURE.evidence()).containsExactly("list_exported olga policy_impact");
  }

  @Test
  @DisplayName(
      "ADM-62 who would be refused is judged by the requests of the last seven days as well")
  void impactOfRequests() {
    FIXTURE.client("client_id", "direct");
    FIXTURE.client("client_id", "pushes");
    FIXTURE.client("client_id", "mixed");
    FIXTURE.client("client_id", "long-ago");
    FIXTURE.client("client_id", "silent");
    request("long-ago", "false");
    FIXTURE.traffic.flush();
    FIXTURE.advance(Duration.ofDays(8));
    request("direct", "false");
    request("pushes", "true");
    request("mixed", "true");
    request("mixed", "true");
    request("mixed", "false");
    FIXTURE.traffic.flush();
    ServerPolicy wanted = policy.current().withParPolicy(ParPolicy.REQUIRED);

    PolicyImpact impact = policy.impact(wanted);
    assertThat(told(wanted))
        .containsExactly(
            "direct [pushed_requests FAILS]",
            "long-ago [pushed_requests NOT_SEEN]",
            "mixed [pushed_requests FAILS]",
            "silent [pushed_requests NOT_SEEN]");
    assertThat(impact.affected()).isEqualTo(Count.exactly(4));
    assertThat(impact.refused()).isEqualTo(Count.exactly(2));
    assertThat(impact.requirements())
        .containsExactly(new RequirementReach(Requirement.PUSHED_REQUESTS, 2, 2));
    assertThat(impact.first().get(2).unmet().get(0).seen())
        .containsExactly(
            new Sighting(Trait.DIRECT_REQUEST, 1, FIXTURE.now),
            new Sighting(Trait.PUSHED_REQUEST, 2, FIXTURE.now));
    StringWriter out = new StringWriter();
    ok(policy.exportImpact(wanted, ExportFormat.CSV, out, OLGA));
    assertThat(out.toString())
        .contains(
            "\"mixed\",\"Reports\",\"refused\",\"pushed_requests\","
                + "\"RFC 9126 §5, FAPI 2.0 Security Profile §5.3.2.2\",\"\","
                + "\"direct_request=1 pushed_request=2\",\""
                + FIXTURE.now
                + "\"");
  }

  @Test
  @DisplayName("the clients that a policy would reach are told page by page")
  void impactPages() {
    for (int i = 10; i < 35; i++) {
      FIXTURE.client("client_id", "app-" + i);
    }
    ServerPolicy wanted = policy.current().withParPolicy(ParPolicy.REQUIRED);

    PolicyImpact impact = policy.impact(wanted);
    Listing<AffectedClient> second = policy.impact(wanted, impact.next().orElseThrow());
    Listing<AffectedClient> third = policy.impact(wanted, second.next().orElseThrow());
    assertThat(impact.affected()).isEqualTo(Count.exactly(25));
    assertThat(second.rows().get(0).clientId()).isEqualTo("app-20");
    assertThat(third.rows()).hasSize(5);
    assertThat(third.next()).isEmpty();
    assertThat(policy.impact(wanted, Position.first()).rows()).isEqualTo(impact.first());
  }

  private static void request(String clientId, String pushed) {
    FIXTURE.traffic.emit(
        TelemetryEvent.AUTHORIZATION_REQUEST_ACCEPTED,
        Map.of("client_id", clientId, "pushed", pushed, "code_bound", "true"));
  }

  /** {@code client_id [requirement VERDICT] format} of every client that a policy would reach. */
  private List<String> told(ServerPolicy wanted) {
    return policy.impact(wanted).first().stream()
        .map(
            client ->
                client.clientId()
                    + " "
                    + client.unmet().stream()
                        .map(j -> j.requirement().wireName() + " " + j.verdict())
                        .toList()
                    + client.format().map(format -> " " + format.wireName()).orElse(""))
        .toList();
  }
}
