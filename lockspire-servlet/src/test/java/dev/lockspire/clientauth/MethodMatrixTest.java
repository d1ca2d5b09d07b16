package dev.lockspire.clientauth;

import static dev.lockspire.client.AuthMethod.CLIENT_SECRET_BASIC;
import static dev.lockspire.client.AuthMethod.CLIENT_SECRET_JWT;
import static dev.lockspire.client.AuthMethod.CLIENT_SECRET_POST;
import static dev.lockspire.client.AuthMethod.NONE;
import static dev.lockspire.client.AuthMethod.PRIVATE_KEY_JWT;
import static dev.lockspire.client.AuthMethod.SELF_SIGNED_TLS_CLIENT_AUTH;
import static dev.lockspire.client.AuthMethod.TLS_CLIENT_AUTH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.http.Call;
import dev.lockspire.http.Calls;
import dev.lockspire.http.Parameters;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.SecurityProfile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Endpoint × method matrix")
final class MethodMatrixTest {
  private static final AssertionFixture FIXTURE = new AssertionFixture();
  private static final Set<AuthMethod> ALL = EnumSet.allOf(AuthMethod.class);

  /** The table as it is written down; CIBA without public clients (B). */
  private static final Map<ProtocolSurface, Set<AuthMethod>> MATRIX =
      Map.of(
          ProtocolSurface.TOKEN, ALL,
          ProtocolSurface.DEVICE_AUTHORIZATION, ALL,
          ProtocolSurface.BACKCHANNEL_AUTHENTICATION, EnumSet.complementOf(EnumSet.of(NONE)),
          ProtocolSurface.REVOCATION, ALL,
          ProtocolSurface.INTROSPECTION, ALL,
          ProtocolSurface.PUSHED_AUTHORIZATION,
              EnumSet.complementOf(EnumSet.of(CLIENT_SECRET_JWT)));

  /** A call of a client that is registered for the method; certificates have tests of their own. */
  private static final Map<AuthMethod, Supplier<Call>> CALLS = new EnumMap<>(AuthMethod.class);

  @BeforeAll
  static void register() {
    String basic = secret("basic", CLIENT_SECRET_BASIC);
    String post = secret("post", CLIENT_SECRET_POST);
    FIXTURE.clients.create("client_id", "P", "token_endpoint_auth_method", "none");
    String header =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("basic:" + basic).getBytes(StandardCharsets.US_ASCII));
    CALLS.put(NONE, () -> call(Map.of("client_id", "P"), Map.of()));
    CALLS.put(CLIENT_SECRET_BASIC, () -> call(Map.of(), Map.of("Authorization", List.of(header))));
    CALLS.put(
        CLIENT_SECRET_POST,
        () -> call(Map.of("client_id", "post", "client_secret", post), Map.of()));
    CALLS.put(PRIVATE_KEY_JWT, () -> FIXTURE.byJ().call());
    CALLS.put(CLIENT_SECRET_JWT, () -> FIXTURE.byH().call());
  }

  private static String secret(String id, AuthMethod method) {
    return FIXTURE
        .clients
        .create("client_id", id, "token_endpoint_auth_method", method.wireName())
        .secret()
        .orElseThrow()
        .reveal();
  }

  private static Call call(Map<String, String> form, Map<String, List<String>> headers) {
    return Calls.of("POST", "/token", Parameters.none(), Parameters.of(form), headers, Map.of());
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  static Stream<Arguments> cells() {
    return Stream.of(ProtocolSurface.values())
        .flatMap(
            surface ->
                ALL.stream()
                    .flatMap(
                        method ->
                            Stream.of(SecurityProfile.values())
                                .map(profile -> Arguments.of(surface, method, profile))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("cells")
  @DisplayName("every cell is as the table says; under FAPI only keys and certificates (B)")
  void cell(ProtocolSurface surface, AuthMethod method, SecurityProfile profile) {
    boolean listed = MATRIX.get(surface).contains(method);
    assertThat(surface.accepts(method)).isEqualTo(listed);
    Supplier<Call> call = CALLS.get(method);
    if (call == null) {
      assertThat(method).isIn(TLS_CLIENT_AUTH, SELF_SIGNED_TLS_CLIENT_AUTH);
      return;
    }
    FIXTURE.profile(profile);
    if (listed && (method == PRIVATE_KEY_JWT || !profile.isFapi())) {
      assertThat(
              FIXTURE
                  .authenticator
                  .authenticate(call.get(), surface)
                  .metadata()
                  .tokenEndpointAuthMethod())
          .isEqualTo(method);
    } else {
      String reason =
          !listed
              ? "auth_method_not_allowed_here"
              : method == CLIENT_SECRET_JWT
                  ? "client_assertion_auth_method_not_allowed"
                  : "incompatible_with_fapi_2_0";
      FIXTURE.refused(reason, call.get(), surface);
    }
  }

  @Test
  @DisplayName("125 FAPI methods (B): FAPI client with Basic + DPoP -> 401")
  void fapiBasic() {
    String secret =
        FIXTURE.clients.create("client_id", "later-fapi").secret().orElseThrow().reveal();
    FIXTURE.clients.test.execute(
        "UPDATE {clients} SET security_profile = 'fapi_2_0_security'"
            + " WHERE client_id = 'later-fapi'");
    String pair =
        Base64.getEncoder()
            .encodeToString(("later-fapi:" + secret).getBytes(StandardCharsets.UTF_8));
    FIXTURE.refused(
        "incompatible_with_fapi_2_0",
        call(
            Map.of(),
            Map.of("Authorization", List.of("Basic " + pair), "DPoP", List.of("e30.e30.e30"))),
        ProtocolSurface.TOKEN);
  }

  private static Map<String, Object> metadata(ProtocolSurface surface, SecurityProfile profile) {
    FIXTURE.profile(profile);
    ServerMetadata metadata = new ServerMetadata(Calls.ISSUER, FIXTURE.clients.policy, List.of());
    new AuthenticationMetadata(surface, FIXTURE.authenticator).contribute(metadata);
    return metadata.members();
  }

  @Test
  @DisplayName("discovery lists the methods that are there, and HS256 before the profile's list")
  void discovery() {
    assertThat(metadata(ProtocolSurface.TOKEN, SecurityProfile.NONE))
        .containsEntry(
            "token_endpoint_auth_methods_supported",
            List.of(
                "none",
                "client_secret_basic",
                "client_secret_post",
                "private_key_jwt",
                "client_secret_jwt"))
        .containsEntry(
            "token_endpoint_auth_signing_alg_values_supported",
            List.of("HS256", "RS256", "ES256", "PS256", "EdDSA"));
    assertThat(metadata(ProtocolSurface.REVOCATION, SecurityProfile.FAPI_2_0_SECURITY))
        .containsEntry("revocation_endpoint_auth_methods_supported", List.of("private_key_jwt"))
        .containsEntry(
            "revocation_endpoint_auth_signing_alg_values_supported", List.of("ES256", "PS256"));
    assertThat(metadata(ProtocolSurface.INTROSPECTION, SecurityProfile.NONE))
        .containsEntry(
            "introspection_endpoint_auth_methods_supported",
            List.of(
                "client_secret_basic",
                "client_secret_post",
                "private_key_jwt",
                "client_secret_jwt"))
        .containsKey("introspection_endpoint_auth_signing_alg_values_supported");
  }

  @Test
  @DisplayName(
      "discovery has no keys of their own for /par, /device/code and /bc-authorize, and no"
          + " algorithms where nothing signs")
  void discoveryOmits() {
    for (ProtocolSurface surface :
        List.of(
            ProtocolSurface.PUSHED_AUTHORIZATION,
            ProtocolSurface.DEVICE_AUTHORIZATION,
            ProtocolSurface.BACKCHANNEL_AUTHENTICATION)) {
      assertThat(metadata(surface, SecurityProfile.NONE)).containsOnlyKeys("issuer");
    }
    ServerMetadata metadata = new ServerMetadata(Calls.ISSUER, FIXTURE.clients.policy, List.of());
    ClientAuthenticator plain =
        new TestAuthenticator(
                FIXTURE.clients, FIXTURE.counted.database(), dev.lockspire.http.RuleTrace.OFF)
            .build();
    new AuthenticationMetadata(ProtocolSurface.TOKEN, plain).contribute(metadata);
    assertThat(metadata.members())
        .containsOnlyKeys("issuer", "token_endpoint_auth_methods_supported");
  }
}
