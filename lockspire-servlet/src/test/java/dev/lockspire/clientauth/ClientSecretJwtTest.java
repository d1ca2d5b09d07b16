package dev.lockspire.clientauth;

import static dev.lockspire.client.ClientFixture.OPERATOR;
import static dev.lockspire.client.ClientFixture.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.ClientRegistration.Result;
import dev.lockspire.crypto.Secret;
import dev.lockspire.http.Call;
import dev.lockspire.http.Calls;
import dev.lockspire.http.Parameters;
import dev.lockspire.policy.SecurityProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("client_secret_jwt")
final class ClientSecretJwtTest {
  private static final AssertionFixture FIXTURE = new AssertionFixture();
  private static final String SIGNATURE = "client_assertion_signature_invalid";
  private static final String ALGORITHM = "client_assertion_algorithm_not_allowed";

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  @ParameterizedTest
  @EnumSource(ProtocolSurface.class)
  @DisplayName("47 client_secret_jwt: H HS256 -> OK on five endpoints; at /par -> 401")
  void fiveEndpoints(ProtocolSurface surface) {
    if (surface == ProtocolSurface.PUSHED_AUTHORIZATION) {
      FIXTURE.refused("auth_method_not_allowed_here", FIXTURE.byH().call(), surface);
    } else {
      assertThat(FIXTURE.authenticator.authenticate(FIXTURE.byH().call(), surface).clientId())
          .isEqualTo("H");
    }
  }

  @Test
  @DisplayName("47 client_secret_jwt: HS512 -> 401, as HS384 and what a key signs; FAPI -> 401")
  void refused() {
    FIXTURE.refused(ALGORITHM, FIXTURE.byH().alg("HS512"));
    FIXTURE.refused(ALGORITHM, FIXTURE.byH().alg("HS384"));
    FIXTURE.refused(ALGORITHM, FIXTURE.by("H", AssertionFixture.J));
    for (SecurityProfile profile :
        List.of(SecurityProfile.FAPI_2_0_SECURITY, SecurityProfile.FAPI_2_0_MESSAGE_SIGNING)) {
      FIXTURE.profile(profile);
      FIXTURE.refused("client_assertion_auth_method_not_allowed", FIXTURE.byH());
    }
  }

  @Test
  @DisplayName("47 client_secret_jwt: no fallback to Basic with same secret, nor to the body")
  void noFallback() {
    String secret = FIXTURE.hmacClient("no-fallback");
    String pair =
        Base64.getEncoder()
            .encodeToString(("no-fallback:" + secret).getBytes(StandardCharsets.UTF_8));
    String reason = "unsupported_token_endpoint_auth_method";
    FIXTURE.refused(
        reason,
        call(Map.of(), Map.of("Authorization", List.of("Basic " + pair))),
        ProtocolSurface.TOKEN);
    FIXTURE.refused(
        reason,
        call(Map.of("client_id", "no-fallback", "client_secret", secret), Map.of()),
        ProtocolSurface.TOKEN);
    FIXTURE.accepted(FIXTURE.by("no-fallback", ClientKey.secret(secret)));
  }

  private static Call call(Map<String, String> form, Map<String, List<String>> headers) {
    return Calls.of("POST", "/token", Parameters.none(), Parameters.of(form), headers, Map.of());
  }

  @Test
  @DisplayName("both secrets sign while a rotation overlaps, and one alone afterwards")
  void overlap() {
    ClientKey old = ClientKey.secret(FIXTURE.hmacClient("rotating"));
    FIXTURE.accepted(FIXTURE.by("rotating", old));
    ClientKey fresh = rotated(Optional.of(Duration.ofHours(1)));

    FIXTURE.accepted(FIXTURE.by("rotating", old));
    FIXTURE.accepted(FIXTURE.by("rotating", fresh));
    FIXTURE.clients.advance(Duration.ofHours(1));
    FIXTURE.refused(SIGNATURE, FIXTURE.by("rotating", old));
    FIXTURE.accepted(FIXTURE.by("rotating", fresh));
  }

  @Test
  @DisplayName("32 Secret rotation: without an overlap the old secret signs nothing any more")
  void rotation() {
    ClientKey old = ClientKey.secret(FIXTURE.hmacClient("rotated"));
    FIXTURE.accepted(FIXTURE.by("rotated", old));
    ClientKey fresh = rotated("rotated", Optional.empty());

    FIXTURE.refused(SIGNATURE, FIXTURE.by("rotated", old));
    FIXTURE.accepted(FIXTURE.by("rotated", fresh));
  }

  private static ClientKey rotated(Optional<Duration> overlap) {
    return rotated("rotating", overlap);
  }

  private static ClientKey rotated(String id, Optional<Duration> overlap) {
    Result rotated = FIXTURE.clients.registration().rotateSecret(id, overlap, OPERATOR);
    FIXTURE.clients.test.settle();
    return ClientKey.secret(done(rotated).secret().map(Secret::reveal).orElseThrow());
  }

  @Test
  @DisplayName("an expired secret, one that was never sealed and one that cannot be opened -> 401")
  void unusableSecrets() {
    long end = FIXTURE.clients.now.plusSeconds(60).getEpochSecond();
    ClientKey expiring = hmac("expiring", "client_secret_expires_at", end);
    ClientKey lost = hmac("lost");
    ClientKey other = hmac("other");
    FIXTURE.clients.test.execute(
        "UPDATE {clients} SET client_secret_jwt_verifier_encrypted = NULL"
            + " WHERE client_id = 'lost'");
    FIXTURE.clients.test.execute(
        "UPDATE {clients} SET client_secret_jwt_verifier_encrypted ="
            + " set_byte(client_secret_jwt_verifier_encrypted, 1, 0) WHERE client_id = 'other'");
    FIXTURE.accepted(FIXTURE.by("expiring", expiring));
    FIXTURE.clients.advance(Duration.ofSeconds(60));

    FIXTURE.refused("client_secret_expired", FIXTURE.by("expiring", expiring));
    FIXTURE.refused("client_secret_verifier_missing", FIXTURE.by("lost", lost));
    FIXTURE.refused("client_secret_verifier_unavailable", FIXTURE.by("other", other));
  }

  private static ClientKey hmac(String id, Object... members) {
    return ClientKey.secret(FIXTURE.hmacClient(id, members));
  }

  @Test
  @DisplayName("34, 35 audience and replay hold for it too")
  void sharedRules() {
    FIXTURE.refused(
        "client_assertion_audience_invalid",
        FIXTURE.byH().claim("aud", Calls.ISSUER.value() + "/token"));
    AssertionMaker once = FIXTURE.byH();
    FIXTURE.accepted(once);
    FIXTURE.refused("client_assertion_replayed", once);
  }
}
