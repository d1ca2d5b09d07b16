package dev.lockspire.client;

import static dev.lockspire.client.ClientFixture.OPERATOR;
import static dev.lockspire.client.ClientFixture.done;
import static dev.lockspire.client.ClientFixture.errors;
import static dev.lockspire.client.ClientFixture.webApp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.ClientRegistration.Done;
import dev.lockspire.policy.MessageSigning;
import dev.lockspire.policy.Readiness;
import dev.lockspire.policy.Readiness.Missing;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The FAPI profile of one client")
final class ClientProfileTest {
  private static final String PROFILE = "security_profile";
  private static final String SECURITY = "fapi_2_0_security";
  private static final String SIGNING = "fapi_2_0_message_signing";
  private static final ServerPolicy SERVER = ServerPolicy.defaults();
  private static final ClientFixture FIXTURE = new ClientFixture();
  private final ClientRegistration registration = FIXTURE.registration();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.test.clear();
    FIXTURE.readiness = new Readiness(List.of());
  }

  private static void noKeys() {
    FIXTURE.readiness =
        new Readiness(
            List.of(
                Missing.MISSING_COMPLIANT_ACTIVE_KEY, Missing.MISSING_COMPLIANT_PUBLISHABLE_KEY));
  }

  private static Map<String, Object> bank(Object... members) {
    Map<String, Object> document =
        webApp(
            "client_id", "bank",
            "token_endpoint_auth_method", "tls_client_auth",
            "tls_client_auth_san_dns", "bank.example");
    for (int i = 0; i < members.length; i += 2) {
      document.put((String) members[i], members[i + 1]);
    }
    return document;
  }

  private Client registered(Object... members) {
    return done(registration.upsert(bank(members), OPERATOR)).client();
  }

  private static void assertNotReady(ClientRegistration.Result result) {
    assertThat(errors(result))
        .satisfiesExactly(
            error -> assertThat(error).startsWith(PROFILE + " missing_compliant_active_key"),
            error -> assertThat(error).startsWith(PROFILE + " missing_compliant_publishable_key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {SECURITY, SIGNING})
  @DisplayName("Profile readiness: entering is refused by create, upsert and update without keys")
  void entering(String profile) {
    registered();
    noKeys();
    Map<String, Object> changes =
        Map.of(PROFILE, profile, "authorization_signed_response_alg", "ES256");
    Map<String, Object> whole = bank();
    whole.putAll(changes);

    assertNotReady(registration.update("bank", 0, changes, OPERATOR));
    assertNotReady(registration.upsert(whole, OPERATOR));
    whole.put("client_id", "another");
    assertNotReady(registration.create(whole, OPERATOR));
    assertNotReady(registration.upsert(whole, OPERATOR));
  }

  @Test
  @DisplayName("Profile readiness: re-saving is always allowed, and the other tier asks again")
  void resaving() {
    registered(PROFILE, SECURITY, "authorization_signed_response_alg", "ES256");
    noKeys();

    assertThat(registration.update("bank", 0, Map.of("name", "Bank"), OPERATOR))
        .isInstanceOf(Done.class);
    assertThat(registration.update("bank", 1, Map.of(PROFILE, SECURITY), OPERATOR))
        .isInstanceOf(Done.class);
    assertNotReady(registration.update("bank", 2, Map.of(PROFILE, SIGNING), OPERATOR));
    assertThat(registration.update("bank", 2, Map.of(PROFILE, "none"), OPERATOR))
        .isInstanceOf(Done.class);
  }

  @Test
  @DisplayName("Profile readiness: a client that follows the server asks for no keys of its own")
  void inheriting() {
    noKeys();
    FIXTURE.policy = SERVER.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);
    try {
      assertThat(registered().metadata().securityProfile()).isEqualTo(Inheritable.Profile.INHERIT);
    } finally {
      FIXTURE.policy = SERVER;
    }
  }

  @Test
  @DisplayName("message signing needs authorization_signed_response_alg ES256 or PS256")
  void jarmAlgorithm() {
    registered();
    for (Object alg : new Object[] {"", "RS256", "EdDSA"}) {
      Map<String, Object> changes = new HashMap<>();
      changes.put(PROFILE, SIGNING);
      changes.put("authorization_signed_response_alg", alg);
      assertThat(errors(registration.update("bank", 0, changes, OPERATOR)))
          .containsExactly("authorization_signed_response_alg incompatible_with_fapi_2_0");
    }
    for (String alg : List.of("ES256", "PS256")) {
      assertThat(registered(PROFILE, SIGNING, "authorization_signed_response_alg", alg))
          .isNotNull();
    }
  }

  @Test
  @DisplayName("an ID token algorithm under a FAPI profile is none, ES256 or PS256")
  void idTokenAlgorithm() {
    for (String alg : List.of("RS256", "EdDSA")) {
      assertThat(
              errors(
                  registration.upsert(
                      bank(PROFILE, SECURITY, "id_token_signed_response_alg", alg), OPERATOR)))
          .containsExactly("id_token_signed_response_alg incompatible_with_fapi_2_0");
    }
    for (String alg : List.of("", "ES256", "PS256")) {
      assertThat(registered(PROFILE, SECURITY, "id_token_signed_response_alg", alg)).isNotNull();
    }
  }

  @Test
  @DisplayName("[B-82] what message signing demands follows the server's three switches, alone")
  void switches() {
    Client client = registered(PROFILE, SIGNING, "authorization_signed_response_alg", "ES256");
    assertDemands(client, SERVER, false, true, true);
    assertDemands(client, demanding(true, false, false), true, false, false);
    assertDemands(client, demanding(false, true, false), false, true, false);
    assertDemands(client, demanding(false, false, true), false, false, true);
  }

  @Test
  @DisplayName("[B-82] the switches count where message signing holds, and nowhere else")
  void elsewhere() {
    ServerPolicy all = demanding(true, true, true);
    Client inheriting = registered();
    assertDemands(inheriting, all, false, false, false);
    assertDemands(
        inheriting,
        all.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY),
        false,
        false,
        false);
    ServerPolicy signing = all.withSecurityProfile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING);
    assertDemands(inheriting, signing, true, true, true);
    assertDemands(registered(PROFILE, "none"), signing, false, false, false);
    assertDemands(registered(PROFILE, SECURITY), signing, false, false, false);
  }

  @Test
  @DisplayName("[B-09] require_signed_request_object demands signed requests under any profile")
  void ownWord() {
    Client client =
        done(registration.upsert(
                webApp(
                    "client_id", "signer",
                    "require_signed_request_object", true,
                    "jwks_uri", "https://app.example/jwks"),
                OPERATOR))
            .client();

    assertDemands(client, SERVER, true, false, false);
  }

  private static ServerPolicy demanding(boolean requests, boolean jarm, boolean introspection) {
    return SERVER.withMessageSigning(new MessageSigning(requests, jarm, introspection));
  }

  private static void assertDemands(
      Client client, ServerPolicy server, boolean requests, boolean jarm, boolean introspection) {
    assertThat(
            List.of(
                client.requiresSignedRequestObjects(server),
                client.requiresJarm(server),
                client.requiresSignedIntrospection(server)))
        .containsExactly(requests, jarm, introspection);
  }

  @Test
  @DisplayName(
      "[B-09] require_pushed_authorization_requests is par_policy in the words of RFC 9126")
  void pushedAlias() {
    String flag = "require_pushed_authorization_requests";
    registered();
    assertPolicy(0, Map.of(flag, true), Inheritable.Par.REQUIRED);
    assertThat(FIXTURE.test.text("SELECT metadata::text FROM {audit_events} ORDER BY id DESC"))
        .contains("par_policy")
        .doesNotContain(flag);
    assertPolicy(1, Map.of(flag, false), Inheritable.Par.INHERIT);
    assertPolicy(2, Map.of("par_policy", "optional"), Inheritable.Par.OPTIONAL);
    assertPolicy(3, Map.of(flag, false), Inheritable.Par.OPTIONAL);
    assertPolicy(4, Map.of(flag, true, "par_policy", "required"), Inheritable.Par.REQUIRED);

    assertThat(
            errors(
                registration.update(
                    "bank", 5, Map.of(flag, true, "par_policy", "optional"), OPERATOR)))
        .containsExactly("par_policy given_twice also as " + flag);
    assertThat(errors(registration.update("bank", 5, Map.of(flag, "yes"), OPERATOR)))
        .containsExactly(flag + " invalid_boolean");
  }

  private void assertPolicy(int version, Map<String, Object> changes, Inheritable.Par expected) {
    assertThat(done(registration.update("bank", version, changes, OPERATOR)).client().metadata())
        .extracting(ClientMetadata::parPolicy)
        .isEqualTo(expected);
  }
}
