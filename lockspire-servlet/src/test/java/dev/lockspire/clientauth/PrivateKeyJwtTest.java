package dev.lockspire.clientauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import dev.lockspire.policy.SecurityProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("private_key_jwt")
final class PrivateKeyJwtTest {
  private static final AssertionFixture FIXTURE = new AssertionFixture();
  private static final String SIGNATURE = "client_assertion_signature_invalid";
  private static final String ALGORITHM = "client_assertion_algorithm_not_allowed";
  private static final ClientKey EC = ClientKey.es256("ec");
  private static final ClientKey RSA = ClientKey.rsa("rsa");
  private static final ClientKey ED = ClientKey.edDsa("ed");

  @BeforeAll
  static void register() {
    FIXTURE.keyClient("all", List.of(EC.jwk(), RSA.jwk(), ED.jwk()));
    FIXTURE.keyClient(
        "only-es256", List.of(EC.jwk(), RSA.jwk()), "token_endpoint_auth_signing_alg", "ES256");
    FIXTURE.clients.test.settle();
  }

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
  @DisplayName(
      "33 private_key_jwt OK: J at /token, /revoke, /introspect, /device/code, /bc-authorize, /par"
          + " -> accepted")
  void everywhere(ProtocolSurface surface) {
    assertThat(FIXTURE.authenticator.authenticate(FIXTURE.byJ().call(), surface).clientId())
        .isEqualTo("J");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
  @DisplayName("algorithms without a profile: RS256, PS256, ES256, EdDSA")
  void algorithms(String alg) {
    FIXTURE.accepted(by(alg));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PS256", "ES256"})
  @DisplayName("algorithms under FAPI: ES256, PS256")
  void fapiAlgorithms(String alg) {
    FIXTURE.profile(SecurityProfile.FAPI_2_0_SECURITY);
    FIXTURE.accepted(by(alg));
  }

  @Test
  @DisplayName("38 alg none / RS384 -> 401; FAPI profile + RS256 -> 401, and EdDSA")
  void refusedAlgorithms() {
    FIXTURE.refused(ALGORITHM, FIXTURE.byJ().alg("none"));
    for (String alg : List.of("RS384", "RS512", "PS384", "PS512")) {
      FIXTURE.refused(ALGORITHM, FIXTURE.by("all", RSA).alg(alg));
    }
    FIXTURE.profile(SecurityProfile.FAPI_2_0_SECURITY);
    FIXTURE.refused(ALGORITHM, by("RS256"));
    FIXTURE.refused(ALGORITHM, by("EdDSA"));
  }

  private static AssertionMaker by(String alg) {
    ClientKey key = alg.equals("ES256") ? EC : alg.equals("EdDSA") ? ED : RSA;
    return FIXTURE.by("all", key).alg(alg);
  }

  @Test
  @DisplayName("the public key is no HMAC secret: HS256 -> 401")
  void confusedAlgorithm() {
    String pem =
        Base64.getEncoder()
            .encodeToString(EC.jwk().toJSONString().getBytes(StandardCharsets.UTF_8));

    FIXTURE.refused(
        ALGORITHM, FIXTURE.by("all", ClientKey.secret(pem + "x".repeat(32))).alg("HS256"));
  }

  @Test
  @DisplayName("39 Registered alg enforced (B): J registered ES256 signs PS256 -> 401")
  void registeredAlgorithm() {
    FIXTURE.accepted(FIXTURE.by("only-es256", EC));
    FIXTURE.refused(ALGORITHM, FIXTURE.by("only-es256", RSA).alg("PS256"));
  }

  @Test
  @DisplayName("kid: only the key it names is tried (B); without one every key is")
  void namedKey() {
    FIXTURE.accepted(FIXTURE.by("all", EC).kid("ec"));
    FIXTURE.refused(SIGNATURE, FIXTURE.by("all", EC).kid("rsa"));
    FIXTURE.refused(SIGNATURE, FIXTURE.by("all", EC).kid("another"));
    FIXTURE.accepted(FIXTURE.by("all", EC));
  }

  @Test
  @DisplayName("a key whose use, key_ops or alg say otherwise is no key for this (B)")
  void restrictedKeys() {
    ECKey key = (ECKey) EC.jwk();
    List<JWK> unfit =
        List.of(
            new ECKey.Builder(key).keyUse(KeyUse.ENCRYPTION).build(),
            new ECKey.Builder(key).keyOperations(Set.of(KeyOperation.DERIVE_KEY)).build(),
            new ECKey.Builder(key).algorithm(JWSAlgorithm.ES384).build());
    for (int i = 0; i < unfit.size(); i++) {
      String id = "unfit-" + i;
      FIXTURE.keyClient(id, List.of(unfit.get(i)));
      FIXTURE.refused(SIGNATURE, FIXTURE.by(id, EC));
      FIXTURE.refused(SIGNATURE, FIXTURE.by(id, EC).kid("ec"));
    }
    assertThat(FIXTURE.keys.told)
        .containsOnly("KEY_UNAVAILABLE with kid", "KEY_UNAVAILABLE without kid");
    JWK fit =
        new ECKey.Builder(key)
            .keyUse(KeyUse.SIGNATURE)
            .keyOperations(Set.of(KeyOperation.VERIFY))
            .algorithm(JWSAlgorithm.ES256)
            .build();
    FIXTURE.keyClient("fit", List.of(fit));
    FIXTURE.accepted(FIXTURE.by("fit", EC));
  }

  @Test
  @DisplayName("of many keys that fit 20 are tried at most")
  void manyKeys() {
    List<JWK> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      keys.add(new ECKey.Builder((ECKey) ClientKey.es256("k" + i).jwk()).build());
    }
    keys.add(19, EC.jwk());
    FIXTURE.keyClient("twenty", keys.subList(0, 20));
    FIXTURE.accepted(FIXTURE.by("twenty", EC));

    keys.add(0, AssertionFixture.K.jwk());
    FIXTURE.keyClient("more", keys);
    FIXTURE.refused(SIGNATURE, FIXTURE.by("more", EC));
    FIXTURE.accepted(FIXTURE.by("more", EC).kid("ec"));
  }

  @Test
  @DisplayName(
      "40 jwks_uri rotation: cache old key, rotate, sign with new kid -> exactly one extra"
          + " fetch, OK")
  void rotation() {
    FIXTURE.keys.publish("R", EC);
    FIXTURE.accepted(FIXTURE.by("R", EC).kid("ec"));
    FIXTURE.accepted(FIXTURE.by("R", EC).kid("ec"));
    assertThat(FIXTURE.keys.fetches).hasValue(1);

    FIXTURE.keys.publish("R", AssertionFixture.K);
    FIXTURE.accepted(FIXTURE.by("R", AssertionFixture.K).kid("k"));
    assertThat(FIXTURE.keys.fetches).hasValue(2);
    assertThat(FIXTURE.keys.told).containsOnly("succeeded");
  }

  @Test
  @DisplayName("a rotation without kids is found out by the signature, with one fetch")
  void rotationWithoutKids() {
    ClientKey old = ClientKey.es256(null);
    ClientKey fresh = ClientKey.es256(null);
    FIXTURE.keys.publish("R", old);
    FIXTURE.accepted(FIXTURE.by("R", old));

    FIXTURE.keys.publish("R", fresh);
    FIXTURE.accepted(FIXTURE.by("R", fresh));
    assertThat(FIXTURE.keys.fetches).hasValue(2);
  }

  @Test
  @DisplayName("a kid that the fetched set does not have either -> 401 after one extra fetch")
  void unknownKid() {
    FIXTURE.keys.publish("R", EC);
    FIXTURE.accepted(FIXTURE.by("R", EC).kid("ec"));

    FIXTURE.refused(SIGNATURE, FIXTURE.by("R", AssertionFixture.K).kid("k"));
    assertThat(FIXTURE.keys.fetches).hasValue(2);
    assertThat(FIXTURE.keys.told).endsWith("KEY_UNAVAILABLE with kid");
  }

  @Test
  @DisplayName("keys fetched in this attempt are not fetched again")
  void coldCache() {
    FIXTURE.keys.publish("R", EC);

    FIXTURE.refused(SIGNATURE, FIXTURE.by("R", AssertionFixture.K).kid("k"));
    assertThat(FIXTURE.keys.fetches).hasValue(1);
  }

  @Test
  @DisplayName(
      "41 Refresh failure: rotation host down, unknown kid -> 401, and old key still works"
          + " without fetching")
  void refreshFails() {
    FIXTURE.keys.publish("R", EC);
    FIXTURE.accepted(FIXTURE.by("R", EC).kid("ec"));
    FIXTURE.keys.hostDown(true);

    FIXTURE.refused("client_jwks_fetch_failed", FIXTURE.by("R", AssertionFixture.K).kid("k"));
    assertThat(FIXTURE.keys.fetches).hasValue(2);
    FIXTURE.accepted(FIXTURE.by("R", EC).kid("ec"));
    assertThat(FIXTURE.keys.fetches).hasValue(2);
  }

  @Test
  @DisplayName("42 Known kid bad signature -> 401 with no extra fetch")
  void knownKid() {
    FIXTURE.keys.publish("R", EC);
    FIXTURE.accepted(FIXTURE.by("R", EC).kid("ec"));

    FIXTURE.refused(SIGNATURE, FIXTURE.by("R", AssertionFixture.K).kid("ec"));
    assertThat(FIXTURE.keys.fetches).hasValue(1);
    assertThat(FIXTURE.keys.told).endsWith("SIGNATURE_INVALID with kid");
  }

  @Test
  @DisplayName("no keys to be had -> 401, whatever the cause")
  void noKeys() {
    FIXTURE.refused("client_jwks_missing", FIXTURE.by("R", EC));
    FIXTURE.keys.hostDown(true);
    FIXTURE.refused("client_jwks_fetch_failed", FIXTURE.by("R", EC));
  }

  @Test
  @DisplayName("35 Assertion replay: of many presenters at once exactly one gets in")
  void race() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 5; round++) {
        AssertionMaker assertion = FIXTURE.byJ();
        String jwt = assertion.jwt();
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          answers.add(threads.submit(() -> isAccepted(jwt)));
        }
        int accepted = 0;
        for (Future<Boolean> answer : answers) {
          accepted += answer.get() ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isAccepted(String jwt) {
    try {
      FIXTURE.authenticator.authenticate(AssertionMaker.call(jwt), ProtocolSurface.TOKEN);
      return true;
    } catch (dev.lockspire.http.OAuthError refused) {
      assertThat(refused.reason()).isEqualTo("client_assertion_replayed");
      return false;
    }
  }
}
