package dev.lockspire.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A policy document")
class ServerPolicyDocumentTest {

  @Test
  @DisplayName("changes what it names and keeps everything else")
  void changes() {
    ServerPolicy before =
        ServerPolicy.defaults()
            .withDpopPolicy(DpopPolicy.DPOP)
            .withAccessTokenFormat(TokenFormat.OPAQUE);

    ServerPolicy after =
        ServerPolicyDocument.parse("{\"par_policy\":\"required\"}").applyTo(before);

    assertThat(after).isEqualTo(before.withParPolicy(ParPolicy.REQUIRED));
  }

  @Test
  @DisplayName("null takes a limit away")
  void noLimit() {
    ServerPolicy limited =
        ServerPolicyDocument.parse("{\"dcr_default_client_lifetime_seconds\":60}")
            .applyTo(ServerPolicy.defaults());
    assertThat(limited.registration().clientLifetimeSeconds()).isEqualTo(60);

    assertThat(
            ServerPolicyDocument.parse("{\"dcr_default_client_lifetime_seconds\":null}")
                .applyTo(limited))
        .isEqualTo(ServerPolicy.defaults());
  }

  @Test
  @DisplayName("tells every unknown and impossible value at once")
  void problems() {
    PolicyDocumentRefused refused =
        catchThrowableOfType(
            PolicyDocumentRefused.class,
            () ->
                ServerPolicyDocument.parse(
                    """
                    {"par_polcy": "required", "security_profile": "FAPI", "max_delegation_depth": 6,
                     "dcr_allowed_scopes": ["openid", 3], "dpop_policy": null,
                     "dcr_default_client_lifetime_seconds": 1.5,
                     "message_signing_requires_jarm": "true"}
                    """));

    assertThat(refused.problems())
        .extracting(problem -> problem.field() + " " + problem.reason())
        .containsExactlyInAnyOrder(
            "par_polcy unknown_field",
            "security_profile invalid_value",
            "max_delegation_depth invalid_value",
            "dcr_allowed_scopes invalid_value",
            "dpop_policy invalid_value",
            "dcr_default_client_lifetime_seconds invalid_value",
            "message_signing_requires_jarm invalid_value");
    assertThat(refused)
        .hasMessageContaining(
            "security_profile is one of none, fapi_2_0_security, fapi_2_0_message_signing");
  }

  @Test
  @DisplayName("that is no JSON object is refused")
  void notAnObject() {
    assertThatThrownBy(() -> ServerPolicyDocument.parse("[1]"))
        .isInstanceOf(PolicyDocumentRefused.class);
    assertThatThrownBy(() -> ServerPolicyDocument.parse("par_policy=required"))
        .isInstanceOf(PolicyDocumentRefused.class);
  }

  @Property
  @Label("takes a delegation depth exactly when a policy can have it")
  void depth(@ForAll @IntRange(min = -20, max = 20) int depth) {
    String json = "{\"max_delegation_depth\":" + depth + "}";
    if (depth >= 0 && depth <= 5) {
      assertThat(
              ServerPolicyDocument.parse(json)
                  .applyTo(ServerPolicy.defaults())
                  .maxDelegationDepth())
          .isEqualTo(depth);
    } else {
      assertThatThrownBy(() -> ServerPolicyDocument.parse(json))
          .isInstanceOf(PolicyDocumentRefused.class);
    }
  }
}
