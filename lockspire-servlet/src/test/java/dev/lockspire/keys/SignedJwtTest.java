package dev.lockspire.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lockspire.audit.Actor;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.SignatureProviders;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.StorageFailure;
import dev.lockspire.storage.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("JWTs of our own")
class SignedJwtTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Actor OPERATOR = new Actor(Actor.Type.OPERATOR, "olga", null);
  private static final Set<SigningAlgorithm> ALL = EnumSet.allOf(SigningAlgorithm.class);
  private static final byte[] CLAIMS =
      "{\"sub\":\"alice\",\"n\":1}".getBytes(StandardCharsets.UTF_8);

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

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = SignatureProviders.Choice.class,
      names = {"JDK", "ACCP", "BOUNCYCASTLE"})
  @DisplayName("every provider signs and verifies every algorithm, and others can verify it")
  void everyAlgorithm(SignatureProviders.Choice choice) throws Exception {
    Optional<Provider> provider = SignatureProviders.choose(choice);
    node = new KeyNode(DATABASE.database(), KeyNode.MASTER_KEY, provider);
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      String kid = activate(algorithm);

      String jwt = sign(algorithm);

      SignedJWT parsed = SignedJWT.parse(jwt);
      assertThat(parsed.getHeader().toJSONObject())
          .isEqualTo(Map.of("alg", algorithm.wireName(), "kid", kid, "typ", "at+jwt"));
      assertThat(verify(jwt, ALL)).contains(Map.of("sub", "alice", "n", 1L));
      if (algorithm != SigningAlgorithm.EDDSA) {
        assertThat(parsed.verify(verifierOfAnotherLibrary(kid))).isTrue();
      }
      String onTheJdk = choice == SignatureProviders.Choice.JDK ? "same" : "other";
      assertThat(new PublishedKeyVerifier(new KeyNode(DATABASE.database()).keys()).verify(jwt, ALL))
          .as("verified by the %s provider", onTheJdk)
          .isPresent();
    }
  }

  @Test
  @DisplayName("Key rotation: new tokens use the new kid, old tokens still verify until retirement")
  void rotation() throws Exception {
    String first = activate(SigningAlgorithm.ES256);
    String old = sign(SigningAlgorithm.ES256);

    String second = activate(SigningAlgorithm.ES256);
    assertThat(SignedJWT.parse(sign(SigningAlgorithm.ES256)).getHeader().getKeyID())
        .isEqualTo(second);
    assertThat(verify(old, ALL)).isPresent();

    node.lifecycle().retire(first, true, OPERATOR);
    assertThat(verify(old, ALL)).isEmpty();
  }

  @Test
  @DisplayName("a token that was altered anywhere does not verify")
  void altered() {
    activate(SigningAlgorithm.ES256);
    String jwt = sign(SigningAlgorithm.ES256);

    for (int i = 0; i < jwt.length(); i++) {
      char other = jwt.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(verify(jwt.substring(0, i) + other + jwt.substring(i + 1), ALL)).isEmpty();
    }
    assertThat(verify(jwt + "=", ALL)).isEmpty();
    assertThat(verify(jwt + ".", ALL)).isEmpty();
  }

  @Test
  @DisplayName("the algorithm is the key's, never the token's choice")
  void algorithm() {
    String kid = activate(SigningAlgorithm.RS256);
    String jwt = sign(SigningAlgorithm.RS256);
    String rest = jwt.substring(jwt.indexOf('.'));

    assertThat(verify(jwt, EnumSet.of(SigningAlgorithm.ES256))).isEmpty();
    for (String header :
        List.of(
            "{\"alg\":\"PS256\",\"kid\":\"" + kid + "\"}",
            "{\"alg\":\"none\",\"kid\":\"" + kid + "\"}",
            "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}",
            "{\"alg\":\"RS256\"}",
            "{\"alg\":\"RS256\",\"kid\":\"" + kid + "\",\"crit\":[\"exp\"]}")) {
      assertThat(verify(encoded(header) + rest, ALL)).as(header).isEmpty();
    }
    assertThat(verify(encoded("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}") + ".e30.", ALL))
        .isEmpty();
  }

  @Test
  @DisplayName("a key published ahead of time verifies; an unpublished one does not")
  void upcoming() {
    String kid = activate(SigningAlgorithm.ES256);
    String jwt = sign(SigningAlgorithm.ES256);

    DATABASE.execute("UPDATE {signing_keys} SET status = 'upcoming' WHERE kid = '" + kid + "'");
    assertThat(verifyAfresh(jwt)).isPresent();

    DATABASE.execute("UPDATE {signing_keys} SET published_at = NULL WHERE kid = '" + kid + "'");
    assertThat(verifyAfresh(jwt)).isEmpty();
  }

  @Test
  @DisplayName("an unknown kid makes the verifier look again, at most every 10 seconds")
  void secondLook() {
    String kid = activate(SigningAlgorithm.ES256);
    DATABASE.settle();
    String jwt = sign(SigningAlgorithm.ES256);
    hide(kid);
    assertThat(verify(jwt, ALL)).as("memory still knows it").isPresent();
    KeyNode late = new KeyNode(DATABASE.database());
    assertThat(new PublishedKeyVerifier(late.keys()).verify(jwt, ALL)).isEmpty();

    // Changed behind everybody's back: no notification comes.
    DATABASE.execute("UPDATE {signing_keys} SET status = 'active' WHERE kid = '" + kid + "'");
    late.advance(Duration.ofSeconds(9));
    assertThat(new PublishedKeyVerifier(late.keys()).verify(jwt, ALL)).isEmpty();
    late.advance(Duration.ofSeconds(1));
    assertThat(new PublishedKeyVerifier(late.keys()).verify(jwt, ALL)).isPresent();
  }

  @Test
  @DisplayName("says what is wrong: malformed, no kid, unknown key, bad signature, in this order")
  void verdicts() {
    String kid = activate(SigningAlgorithm.ES256);
    String jwt = sign(SigningAlgorithm.ES256);
    String rest = jwt.substring(jwt.indexOf('.'));
    PublishedKeyVerifier verifier = new PublishedKeyVerifier(node.keys());

    assertThat(verifier.examine("e30", ALL)).isEqualTo(JwtVerdict.Defect.MALFORMED);
    assertThat(verifier.examine("!!" + rest, ALL)).isEqualTo(JwtVerdict.Defect.MALFORMED);
    assertThat(verifier.examine(encoded("[]") + rest, ALL)).isEqualTo(JwtVerdict.Defect.MALFORMED);
    assertThat(verifier.examine(encoded("{\"kid\":\"" + kid + "\",\"crit\":[]}") + rest, ALL))
        .isEqualTo(JwtVerdict.Defect.MALFORMED);
    for (String header : List.of("{\"alg\":\"ES256\"}", "{\"kid\":7}", "{\"kid\":\" \"}")) {
      assertThat(verifier.examine(encoded(header) + rest, ALL)).isEqualTo(JwtVerdict.Defect.NO_KID);
    }
    assertThat(verifier.examine(encoded("{\"alg\":\"none\",\"kid\":\"X\"}") + rest, ALL))
        .isEqualTo(JwtVerdict.Defect.KEY_NOT_FOUND);
    assertThat(verifier.examine(encoded("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}") + rest, ALL))
        .isEqualTo(JwtVerdict.Defect.INVALID_SIGNATURE);
    assertThat(verifier.examine(jwt, EnumSet.of(SigningAlgorithm.RS256)))
        .isEqualTo(JwtVerdict.Defect.INVALID_SIGNATURE);
    assertThat(verifier.examine(jwt, ALL))
        .isInstanceOfSatisfying(
            SignedJwt.class,
            signed -> {
              assertThat(signed.type()).contains("at+jwt");
              assertThat(signed.claims()).containsEntry("sub", "alice");
            });
  }

  @Test
  @DisplayName("what verified stays verified while its key is published, and no longer")
  void publishes() {
    String kid = activate(SigningAlgorithm.ES256);
    PublishedKeyVerifier verifier = new PublishedKeyVerifier(node.keys());
    SignedJwt signed = (SignedJwt) verifier.examine(sign(SigningAlgorithm.ES256), ALL);
    String next = activate(SigningAlgorithm.ES256);
    assertThat(verifier.publishes(signed.key())).as("retiring").isTrue();

    node.lifecycle().retire(kid, true, OPERATOR);

    assertThat(next).isNotEqualTo(kid);
    assertThat(verifier.publishes(signed.key())).as("retired").isFalse();
  }

  @Test
  @DisplayName("123 Fresh key (B): what another node activated verifies here at once")
  void freshKeyOfAnotherNode() {
    activate(SigningAlgorithm.ES256);
    KeyNode other = new KeyNode(DATABASE.anotherNode());
    DATABASE.settle();
    PublishedKeyVerifier there = new PublishedKeyVerifier(other.keys());
    assertThat(there.verify(sign(SigningAlgorithm.ES256), ALL)).isPresent();

    for (int i = 0; i < 3; i++) {
      activate(SigningAlgorithm.ES256);
      DATABASE.settle();
      assertThat(there.verify(sign(SigningAlgorithm.ES256), ALL)).isPresent();
    }
  }

  @Test
  @DisplayName("a second look that fails leaves the keys in memory in use")
  void secondLookFails() {
    String kid = activate(SigningAlgorithm.ES256);
    String jwt = sign(SigningAlgorithm.ES256);
    String unknown =
        encoded("{\"alg\":\"ES256\",\"kid\":\"X" + kid + "\"}") + jwt.substring(jwt.indexOf('.'));
    assertThat(verify(jwt, ALL)).isPresent();
    DATABASE.settle();
    assertThat(verify(jwt, ALL)).isPresent();

    DATABASE.execute("ALTER TABLE {signing_keys} RENAME TO hidden_keys");
    try {
      assertThatThrownBy(() -> verify(unknown, ALL)).isInstanceOf(StorageFailure.class);
      assertThat(verify(jwt, ALL)).isPresent();
    } finally {
      DATABASE.execute("ALTER TABLE lockspire.hidden_keys RENAME TO lockspire_signing_keys");
    }
  }

  @Test
  @DisplayName("without an active key signing fails as server_error, signing_key_not_found")
  void noKey() {
    OAuthError error = catchThrowableOfType(OAuthError.class, () -> sign(SigningAlgorithm.PS256));

    assertThat(error.status()).isEqualTo(500);
    assertThat(error.error()).isEqualTo("server_error");
    assertThat(error.reason()).isEqualTo("signing_key_not_found");
  }

  @Test
  @DisplayName("with another master key signing fails as token_signing_failed; verifying goes on")
  void otherMasterKey() {
    activate(SigningAlgorithm.ES256);
    String jwt = sign(SigningAlgorithm.ES256);
    byte[] other = new byte[32];
    other[0] = 1;
    node = new KeyNode(DATABASE.database(), other, Optional.empty());

    OAuthError error = catchThrowableOfType(OAuthError.class, () -> sign(SigningAlgorithm.ES256));

    assertThat(error.reason()).isEqualTo("token_signing_failed");
    assertThat(verify(jwt, ALL)).isPresent();
    assertThat(node.published().current().activeAlgorithms()).isEmpty();
  }

  private void hide(String kid) {
    DATABASE.execute("UPDATE {signing_keys} SET status = 'retired' WHERE kid = '" + kid + "'");
  }

  private Optional<Map<String, Object>> verifyAfresh(String jwt) {
    return new PublishedKeyVerifier(new KeyNode(DATABASE.database()).keys()).verify(jwt, ALL);
  }

  private Optional<Map<String, Object>> verify(String jwt, Set<SigningAlgorithm> allowed) {
    return new PublishedKeyVerifier(node.keys()).verify(jwt, allowed);
  }

  private String sign(SigningAlgorithm algorithm) {
    return new ActiveKeySigner(node.keys()).sign(algorithm, "at+jwt", CLAIMS);
  }

  private String activate(SigningAlgorithm algorithm) {
    String kid = ((KeyTransition.Done) node.lifecycle().generate(algorithm, OPERATOR)).key().kid();
    node.lifecycle().publish(kid, OPERATOR);
    node.lifecycle().activate(kid, true, OPERATOR);
    return kid;
  }

  private JWSVerifier verifierOfAnotherLibrary(String kid) throws Exception {
    JWK jwk =
        JWKSet.parse(new String(node.published().current().jwks(), StandardCharsets.UTF_8))
            .getKeyByKeyId(kid);
    return switch (jwk.getKeyType().getValue()) {
      case "EC" -> new ECDSAVerifier(jwk.toECKey());
      default -> new RSASSAVerifier(jwk.toRSAKey());
    };
  }

  private static String encoded(String json) {
    return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
  }
}
