package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.OLGA;
import static dev.lockspire.admin.AdminFixture.errors;
import static dev.lockspire.admin.AdminFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.client.FieldError;
import dev.lockspire.conformance.Ground;
import dev.lockspire.conformance.Judgement;
import dev.lockspire.conformance.Requirement;
import dev.lockspire.conformance.Standard;
import dev.lockspire.conformance.Verdict;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.MessageSigning;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Why a client does not meet a standard")
class ClientStandingTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private static final Map<String, Object> KEYS =
      Map.of(
          "keys",
          List.of(
              Map.of(
                  "kty", "EC",
                  "crv", "P-256",
                  "x", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                  "y", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM")));

  private final ClientAdmin clients = FIXTURE.admin.clients();
  private final PolicyAdmin policy = FIXTURE.admin.policy();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
    FIXTURE.foundation.policies().update(p -> ServerPolicy.defaults(), OLGA);
  }

  private void signingClient(String id, Object... members) {
    List<Object> all = new ArrayList<>(List.of("client_id", id));
    all.addAll(List.of("token_endpoint_auth_method", "private_key_jwt", "jwks", KEYS));
    all.addAll(List.of(members));
    FIXTURE.client(all.toArray());
  }

  private static void seen(TelemetryEvent event, String clientId, String... attributes) {
    Map<String, String> told = new java.util.HashMap<>(Map.of("client_id", clientId));
    for (int i = 0; i < attributes.length; i += 2) {
      told.put(attributes[i], attributes[i + 1]);
    }
    FIXTURE.traffic.emit(event, told);
  }

  /** {@code requirement VERDICT GROUND} of each requirement of {@code standard}. */
  private List<String> standing(String clientId, Standard standard) {
    return clients.standing(clientId).orElseThrow().judgements().get(standard).stream()
        .map(j -> j.requirement().wireName() + " " + j.verdict() + " " + j.ground())
        .toList();
  }

  private Judgement judgement(String clientId, Requirement requirement) {
    return clients.standing(clientId).orElseThrow().judgements().values().stream()
        .flatMap(List::stream)
        .filter(judgement -> judgement.requirement() == requirement)
        .findFirst()
        .orElseThrow();
  }

  private static void keysAreReady() {
    activate(SigningAlgorithm.ES256);
  }

  private static void activate(SigningAlgorithm algorithm) {
    KeyAdmin keys = FIXTURE.admin.keys();
    String kid = ok(keys.generate(algorithm, 2048, OLGA)).kid();
    ok(keys.publish(kid, Confirmation.of(kid), OLGA));
    ok(keys.activate(kid, true, Confirmation.of(kid), OLGA));
  }

  @Test
  @DisplayName("is told requirement by requirement, for an ordinary client that sent nothing yet")
  void ordinary() {
    FIXTURE.client("client_id", "plain");

    assertThat(standing("plain", Standard.OAUTH_2_1))
        .containsExactly(
            "exact_redirect_uris HOLDS ALWAYS",
            "code_grant_only HOLDS ALWAYS",
            "code_challenge HOLDS ENFORCEMENT",
            "encrypted_redirects HOLDS REGISTRATION",
            "guarded_refresh_tokens HOLDS ALWAYS");
    assertThat(standing("plain", Standard.FAPI_2_0_SECURITY))
        .containsExactly(
            "server_keys FAILS KEYS",
            "confidential_client HOLDS REGISTRATION",
            "client_authentication FAILS REGISTRATION",
            "assertion_algorithm HOLDS NOT_APPLICABLE",
            "assertion_audience HOLDS NOT_APPLICABLE",
            "pushed_requests NOT_SEEN REQUESTS",
            "s256_challenge HOLDS REGISTRATION",
            "https_addresses HOLDS REGISTRATION",
            "bound_tokens NOT_SEEN REQUESTS",
            "proof_algorithm HOLDS NOT_APPLICABLE",
            "signature_algorithms NOT_SEEN REGISTRATION",
            "rest_of_registration HOLDS REGISTRATION");
    assertThat(standing("plain", Standard.FAPI_2_0_MESSAGE_SIGNING))
        .containsExactly(
            "response_algorithm FAILS REGISTRATION",
            "signed_requests HOLDS NOT_APPLICABLE",
            "signed_responses NOT_SEEN REQUESTS",
            "signed_introspection HOLDS NOT_APPLICABLE");
    assertThat(clients.standing("nobody")).isEmpty();
  }

  @Test
  @DisplayName("follows what its requests of the last days were like")
  void requests() {
    signingClient("bank");
    seen(
        TelemetryEvent.AUTHORIZATION_REQUEST_ACCEPTED,
        "bank",
        "pushed",
        "true",
        "response_mode",
        "query");
    seen(
        TelemetryEvent.CLIENT_AUTH_SUCCESS,
        "bank",
        "assertion_alg",
        "ES256",
        "assertion_audience",
        "list");
    seen(TelemetryEvent.TOKEN_ISSUED, "bank", "bound_to", "key", "proof_alg", "RS256");
    seen(TelemetryEvent.TOKEN_INTROSPECTED, "bank", "answered_as", "json");
    FIXTURE.traffic.flush();

    assertThat(standing("bank", Standard.FAPI_2_0_SECURITY))
        .contains(
            "client_authentication HOLDS REGISTRATION",
            "assertion_algorithm HOLDS REQUESTS",
            "assertion_audience FAILS REQUESTS",
            "pushed_requests HOLDS REQUESTS",
            "bound_tokens HOLDS REQUESTS",
            "proof_algorithm FAILS REQUESTS");
    assertThat(standing("bank", Standard.FAPI_2_0_MESSAGE_SIGNING))
        .contains("signed_responses FAILS REQUESTS", "signed_introspection FAILS REQUESTS");
  }

  @Test
  @DisplayName("goes away once its cure is followed")
  void cured() {
    signingClient("bank");
    seen(TelemetryEvent.AUTHORIZATION_REQUEST_ACCEPTED, "bank", "pushed", "false");
    FIXTURE.traffic.flush();
    Judgement before = judgement("bank", Requirement.PUSHED_REQUESTS);
    assertThat(before.verdict()).isEqualTo(Verdict.FAILS);
    int version = clients.find("bank").orElseThrow().version();

    ok(
        clients.update(
            "bank", version, Map.of(before.requirement().cure().setting(), "required"), OLGA));
    assertThat(judgement("bank", Requirement.PUSHED_REQUESTS).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(judgement("bank", Requirement.PUSHED_REQUESTS).ground())
        .isEqualTo(Ground.ENFORCEMENT);

    assertThat(judgement("bank", Requirement.SERVER_KEYS).problems())
        .extracting(FieldError::reason)
        .containsExactly("missing_compliant_active_key", "missing_compliant_publishable_key");
    keysAreReady();
    assertThat(judgement("bank", Requirement.SERVER_KEYS).verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  @DisplayName("ADM-49 what a profile of its own would change is told before it is saved")
  void ownProfile() {
    signingClient("bank");
    Map<String, Object> signing =
        Map.of(
            "security_profile",
            "fapi_2_0_message_signing",
            "authorization_signed_response_alg",
            "ES256");
    assertThat(errors(clients.impact("bank", signing)))
        .containsExactly(
            "authorization_signed_response_alg: no_active_key",
            "security_profile: missing_compliant_active_key",
            "security_profile: missing_compliant_publishable_key");
    keysAreReady();
    assertThat(
            errors(clients.impact("bank", Map.of("security_profile", "fapi_2_0_message_signing"))))
        .containsExactly("authorization_signed_response_alg: incompatible_with_fapi_2_0");
    seen(TelemetryEvent.AUTHORIZATION_REQUEST_ACCEPTED, "bank", "pushed", "false");
    FIXTURE.traffic.flush();

    AffectedClient affected = ok(clients.impact("bank", signing));
    assertThat(affected.isRefused()).isTrue();
    assertThat(affected.unmet())
        .extracting(j -> j.requirement() + " " + j.verdict())
        .containsExactly(
            "ASSERTION_ALGORITHM NOT_SEEN",
            "ASSERTION_AUDIENCE NOT_SEEN",
            "PUSHED_REQUESTS FAILS",
            "BOUND_TOKENS NOT_SEEN",
            "SIGNATURE_ALGORITHMS NOT_SEEN",
            "SIGNED_RESPONSES FAILS");
    assertThat(ok(clients.impact("bank", Map.of("security_profile", "none"))).isAffected())
        .isFalse();
    assertThat(clients.find("bank").orElseThrow().version()).isZero();
  }

  @Test
  @DisplayName("tells of a part of Message Signing only where the server makes it one")
  void partsOfMessageSigning() {
    signingClient("bank");
    seen(TelemetryEvent.AUTHORIZATION_REQUEST_ACCEPTED, "bank", "signed", "false");
    FIXTURE.traffic.flush();
    assertThat(standing("bank", Standard.FAPI_2_0_MESSAGE_SIGNING))
        .contains("signed_requests HOLDS NOT_APPLICABLE", "signed_responses FAILS REQUESTS");

    ok(policy.putMessageSigning(new MessageSigning(true, false, false), OLGA));
    assertThat(standing("bank", Standard.FAPI_2_0_MESSAGE_SIGNING))
        .contains("signed_requests FAILS REQUESTS", "signed_responses HOLDS NOT_APPLICABLE");
  }

  @Test
  @DisplayName("never disagrees with what registration refuses and the protocol demands")
  void agreement() {
    List.of(SigningAlgorithm.values()).forEach(ClientStandingTest::activate);
    FIXTURE.client("client_id", "plain");
    FIXTURE.client("client_id", "open", "token_endpoint_auth_method", "none");
    FIXTURE.client("client_id", "no-pkce", "pkce_required", false);
    FIXTURE.client(
        "client_id",
        "machine",
        "grant_types",
        List.of("client_credentials"),
        "redirect_uris",
        List.of());
    FIXTURE.client("client_id", "rs256", "id_token_signed_response_alg", "RS256");
    FIXTURE.client("client_id", "local", "redirect_uris", List.of("http://127.0.0.1/cb"));
    FIXTURE.client("client_id", "pushes", "par_policy", "required", "dpop_policy", "dpop");
    FIXTURE.client("client_id", "exempt", "security_profile", "none", "par_policy", "optional");
    FIXTURE.client("client_id", "jarm", "authorization_signed_response_alg", "RS256");
    FIXTURE.client("client_id", "user", "userinfo_signed_response_alg", "EdDSA");
    FIXTURE.client(
        "client_id",
        "push-mode",
        "grant_types",
        List.of("authorization_code", "urn:openid:params:grant-type:ciba"),
        "backchannel_token_delivery_mode",
        "push",
        "backchannel_client_notification_endpoint",
        "https://app.example/notify");
    signingClient("bank", "authorization_signed_response_alg", "ES256");
    signingClient("bank-rs256", "token_endpoint_auth_signing_alg", "RS256");
    FIXTURE.client(
        "client_id", "hmac",
        "token_endpoint_auth_method", "client_secret_jwt",
        "token_endpoint_auth_signing_alg", "HS256");

    ClientRegistration registration = FIXTURE.foundation.registration();
    List<Client> all = registration.active("", 100);
    assertThat(all).hasSize(14);
    for (Client client : all) {
      for (Standard standard :
          List.of(Standard.FAPI_2_0_SECURITY, Standard.FAPI_2_0_MESSAGE_SIGNING)) {
        assertThat(refusedMembers(client, standard))
            .as(client.clientId() + " under " + standard)
            .isEqualTo(newProblems(registration, client, standard));
      }
      for (ServerPolicy server : policies()) {
        assertThat(Requirement.PUSHED_REQUESTS.demanded(client, server))
            .isEqualTo(client.requiresPushedRequests(server));
        assertThat(Requirement.PROVEN_KEYS.demanded(client, server))
            .isEqualTo(client.requiresDpop(server));
        assertThat(Requirement.CLIENT_AUTHENTICATION.demanded(client, server))
            .isEqualTo(client.profile(server).isFapi());
        assertThat(Requirement.SIGNED_REQUESTS.demanded(client, server))
            .isEqualTo(client.requiresSignedRequestObjects(server));
        assertThat(Requirement.SIGNED_RESPONSES.demanded(client, server))
            .isEqualTo(client.requiresJarm(server));
        assertThat(Requirement.SIGNED_INTROSPECTION.demanded(client, server))
            .isEqualTo(client.requiresSignedIntrospection(server));
      }
    }
  }

  /** Members that some failing requirement names, in {@code standard} and those below it. */
  private Set<String> refusedMembers(Client client, Standard standard) {
    return clients.standing(client.clientId()).orElseThrow().judgements().entrySet().stream()
        .filter(entry -> entry.getKey().compareTo(standard) <= 0)
        .flatMap(entry -> entry.getValue().stream())
        .filter(judgement -> judgement.ground() == Ground.REGISTRATION)
        .flatMap(judgement -> judgement.problems().stream())
        .map(FieldError::field)
        .collect(Collectors.toSet());
  }

  private static Set<String> newProblems(
      ClientRegistration registration, Client client, Standard standard) {
    Set<FieldError> problems =
        new HashSet<>(registration.problems(client, SecurityProfile.valueOf(standard.name())));
    problems.removeAll(registration.problems(client, SecurityProfile.NONE));
    return problems.stream().map(FieldError::field).collect(Collectors.toSet());
  }

  private static List<ServerPolicy> policies() {
    ServerPolicy defaults = ServerPolicy.defaults();
    return List.of(
        defaults,
        defaults.withParPolicy(ParPolicy.REQUIRED),
        defaults.withDpopPolicy(DpopPolicy.DPOP),
        defaults.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY),
        defaults.withSecurityProfile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING),
        defaults
            .withSecurityProfile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING)
            .withMessageSigning(new MessageSigning(true, false, false)));
  }
}
