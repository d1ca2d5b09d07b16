package dev.lockspire.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.audit.Actor;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("JWKS")
class PublishedKeysTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Actor OPERATOR = new Actor(Actor.Type.OPERATOR, "olga", null);
  private static final Set<String> ALLOWED =
      Set.of(
          "alg",
          "crv",
          "e",
          "kid",
          "key_ops",
          "kty",
          "n",
          "use",
          "x",
          "x5c",
          "x5t",
          "x5t#S256",
          "y");

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
  @DisplayName(
      "active, retiring, published-upcoming, enc present; unpublished and retired absent; in order"
          + " of creation")
  void visible() throws Exception {
    String retired = activate(SigningAlgorithm.ES256);
    String retiring = activate(SigningAlgorithm.ES256);
    String active = activate(SigningAlgorithm.ES256);
    node.lifecycle().retire(retired, true, OPERATOR);
    String enc = encryptionKey();
    String unpublished = generate(SigningAlgorithm.EDDSA);
    String upcoming = generate(SigningAlgorithm.RS256);
    node.lifecycle().publish(upcoming, OPERATOR);

    assertThat(kids())
        .containsExactly(retiring, active, enc, upcoming)
        .doesNotContain(retired, unpublished);
    assertThat(node.keys().all().stream().filter(SigningKey::published).map(SigningKey::kid))
        .as("operators are told the same")
        .containsExactlyInAnyOrderElementsOf(kids());
  }

  @Test
  @DisplayName("no private members; kid, kty, alg and use always")
  void members() throws Exception {
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      activate(algorithm);
    }
    DATABASE.execute(
        "UPDATE {signing_keys} SET public_jwk = public_jwk || '{\"d\":\"x\",\"dp\":\"x\","
            + "\"iss\":\"x\"}' - 'use'::text - 'alg'::text");
    node = new KeyNode(DATABASE.database());

    assertThat(published()).hasSize(4);
    for (Map<String, Object> key : published()) {
      assertThat(key).containsKeys("kid", "kty", "alg", "use");
      assertThat(ALLOWED).containsAll(key.keySet());
      assertThat(JWK.parse(key).isPrivate()).isFalse();
    }
  }

  @Test
  @DisplayName("under global FAPI only compliant sig keys, and enc keys still (B-88)")
  void fapi() throws Exception {
    String es256 = activate(SigningAlgorithm.ES256);
    activate(SigningAlgorithm.RS256);
    activate(SigningAlgorithm.EDDSA);
    String ps256 = activate(SigningAlgorithm.PS256);
    String enc = encryptionKey();

    for (SecurityProfile profile :
        List.of(SecurityProfile.FAPI_2_0_SECURITY, SecurityProfile.FAPI_2_0_MESSAGE_SIGNING)) {
      node.policies().update(p -> p.withSecurityProfile(profile), OPERATOR);

      assertThat(kids()).containsExactly(es256, ps256, enc);
      assertThat(node.published().current().activeAlgorithms())
          .containsExactlyInAnyOrder(SigningAlgorithm.ES256, SigningAlgorithm.PS256);
    }
  }

  @Test
  @DisplayName("an RSA key below 2048 bits never counts as compliant")
  void weak() {
    activate(SigningAlgorithm.PS256);
    SigningKey strong = node.keys().all().get(0);
    Map<String, Object> weakJwk =
        Map.of(
            "kty", "RSA", "e", "AQAB", "n", strong.publicJwk().get("n").toString().substring(171));
    SigningKey weak =
        new SigningKey(
            strong.kid(),
            strong.algorithm(),
            strong.type(),
            strong.use(),
            strong.status(),
            weakJwk,
            strong.createdAt(),
            strong.publishedAt(),
            strong.activatedAt(),
            null,
            null);

    assertThat(strong.maySignUnder(SecurityProfile.FAPI_2_0_SECURITY)).isTrue();
    assertThat(weak.maySignUnder(SecurityProfile.FAPI_2_0_SECURITY)).isFalse();
    assertThat(weak.maySignUnder(SecurityProfile.NONE)).isTrue();
  }

  @Test
  @DisplayName("the same set is handed out until something changes")
  void kept() {
    activate(SigningAlgorithm.ES256);
    PublishedKeySet first = node.published().current();
    assertThat(node.published().current()).isSameAs(first);

    activate(SigningAlgorithm.ES256);
    assertThat(node.published().current()).isNotSameAs(first);
  }

  private String activate(SigningAlgorithm algorithm) {
    String kid = generate(algorithm);
    node.lifecycle().publish(kid, OPERATOR);
    node.lifecycle().activate(kid, true, OPERATOR);
    return kid;
  }

  private String generate(SigningAlgorithm algorithm) {
    return ((KeyTransition.Done) node.lifecycle().generate(algorithm, OPERATOR)).key().kid();
  }

  /** As a later release will make them. */
  private String encryptionKey() {
    String kid =
        ((KeyTransition.Done)
                node.lifecycle().generate(KeyManagementAlgorithm.RSA_OAEP_256, 2048, OPERATOR))
            .key()
            .kid();
    node.lifecycle().publish(kid, OPERATOR);
    node.lifecycle().activate(kid, false, OPERATOR);
    return kid;
  }

  private List<String> kids() throws Exception {
    return published().stream().map(key -> key.get("kid").toString()).toList();
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> published() throws Exception {
    String json = new String(node.published().current().jwks(), StandardCharsets.UTF_8);
    assertThat(JWKSet.parse(json).isEmpty()).isFalse();
    return (List<Map<String, Object>>) (List<?>) JSONObjectUtils.parse(json).get("keys");
  }
}
