package dev.lockspire.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.lockspire.crypto.SignatureProviders;
import dev.lockspire.policy.SigningAlgorithm;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A public key of somebody else")
final class ForeignKeysTest {
  /** RFC 8037 appendix A.2 and A.4. */
  private static final String ED25519 =
      "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

  private static final String ED25519_SIGNED =
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
          + ".hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

  private static RSAKey rsa;
  private static ECKey ec;

  private final ForeignKeys keys = new ForeignKeys(Optional.empty());

  @BeforeAll
  static void generate() throws JOSEException {
    rsa = new RSAKeyGenerator(2048).generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
  }

  private static CompactJws signed(SigningAlgorithm algorithm) {
    try {
      JWSSigner signer =
          algorithm == SigningAlgorithm.ES256 ? new ECDSASigner(ec) : new RSASSASigner(rsa);
      JWSObject jws = new JWSObject(new JWSHeader(algorithm.jws()), new Payload("{\"sub\":\"J\"}"));
      jws.sign(signer);
      return CompactJws.of(jws.serialize()).orElseThrow();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static JWK key(SigningAlgorithm algorithm) {
    return (algorithm == SigningAlgorithm.ES256 ? ec : rsa).toPublicJWK();
  }

  private static boolean verifies(
      ForeignKeys keys, JWK jwk, SigningAlgorithm algorithm, CompactJws jws) {
    return keys.of(jwk)
        .filter(key -> key.verifies(algorithm, jws.signingInput(), jws.signature()))
        .isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = SignatureProviders.Choice.class,
      names = {"JDK", "ACCP", "BOUNCYCASTLE"})
  @DisplayName("verifies what others signed, with every provider")
  void everyProvider(SignatureProviders.Choice choice) throws ParseException {
    ForeignKeys chosen = new ForeignKeys(SignatureProviders.choose(choice));
    for (SigningAlgorithm algorithm :
        Set.of(SigningAlgorithm.RS256, SigningAlgorithm.PS256, SigningAlgorithm.ES256)) {
      CompactJws jws = signed(algorithm);
      assertThat(verifies(chosen, key(algorithm), algorithm, jws)).isTrue();
      byte[] other = jws.signingInput();
      other[other.length - 1] ^= 1;
      assertThat(
              chosen.of(key(algorithm)).orElseThrow().verifies(algorithm, other, jws.signature()))
          .isFalse();
    }
    CompactJws edDsa = CompactJws.of(ED25519_SIGNED).orElseThrow();
    JWK jwk = JWK.parse(ED25519);
    assertThat(verifies(chosen, jwk, SigningAlgorithm.EDDSA, edDsa)).isTrue();
    assertThat(
            chosen
                .of(jwk)
                .orElseThrow()
                .verifies(SigningAlgorithm.EDDSA, new byte[1], edDsa.signature()))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(SigningAlgorithm.class)
  @DisplayName("takes a signature of zeros, of a wrong length or of no bytes for nobody's")
  void malformedSignatures(SigningAlgorithm algorithm) throws ParseException {
    JWK jwk = algorithm == SigningAlgorithm.EDDSA ? JWK.parse(ED25519) : key(algorithm);
    ForeignKey key = keys.of(jwk).orElseThrow();

    for (int length : new int[] {0, 1, 63, 64, 65, 256, 5000}) {
      assertThat(key.verifies(algorithm, new byte[] {1}, new byte[length])).isFalse();
    }
  }

  @Test
  @DisplayName("is refused when it is an RSA key of less than 2048 bits, or one too long to verify")
  void rsaLength() throws JOSEException {
    assertThat(keys.of(new RSAKeyGenerator(1024, true).generate().toPublicJWK())).isEmpty();
    assertThat(keys.of(rsa(BigInteger.ONE.shiftLeft(8192).add(BigInteger.ONE), 65537))).isEmpty();
    assertThat(keys.of(rsa(rsa.getModulus().decodeToBigInteger(), 1))).isEmpty();
    assertThat(keys.of(rsa(rsa.getModulus().decodeToBigInteger(), (1L << 40) + 1))).isEmpty();
  }

  private static JWK rsa(BigInteger modulus, long exponent) {
    return new RSAKey.Builder(
            Base64URL.encode(modulus), Base64URL.encode(BigInteger.valueOf(exponent)))
        .build();
  }

  @Test
  @DisplayName("is refused when its point is not on the curve")
  void offCurve() {
    String y = ec.getY().toString();
    String moved = y.substring(0, 20) + (y.charAt(20) == 'A' ? 'B' : 'A') + y.substring(21);
    String json =
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + ec.getX() + "\",\"y\":\"" + moved + "\"}";

    assertThat(catchParse(json)).isTrue();
    CompactJws edDsa = CompactJws.of(ED25519_SIGNED).orElseThrow();
    for (int first = 0; first < 16; first++) {
      byte[] x = new byte[32];
      x[0] = (byte) first;
      x[31] = 0x55;
      JWK jwk =
          new com.nimbusds.jose.jwk.OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
              .build();
      assertThat(verifies(keys, jwk, SigningAlgorithm.EDDSA, edDsa)).isFalse();
    }
  }

  private static boolean catchParse(String json) {
    try {
      JWK.parse(json);
      return false;
    } catch (ParseException offCurve) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qY\"}",
      })
  @DisplayName("is refused when its curve is none of ours or its length is not the curve's")
  void otherCurves(String json) throws ParseException {
    assertThat(keys.of(JWK.parse(json))).isEmpty();
  }

  @Test
  @DisplayName("is refused when it is symmetric, or of a curve that no algorithm of ours uses")
  void otherTypes() throws JOSEException {
    OctetSequenceKey symmetric = new OctetSequenceKeyGenerator(256).generate();
    assertThat(keys.of(symmetric)).isEmpty();
    assertThat(keys.of(new ECKeyGenerator(Curve.P_384).generate().toPublicJWK())).isEmpty();
    assertThat(keys.of(new ECKeyGenerator(Curve.P_521).generate().toPublicJWK())).isEmpty();
  }

  @Test
  @DisplayName("verifies nothing with an algorithm of another type")
  void otherAlgorithm() {
    ForeignKey key = keys.of(ec.toPublicJWK()).orElseThrow();
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      assertThat(key.fits(algorithm)).isEqualTo(algorithm == SigningAlgorithm.ES256);
    }
    CompactJws jws = signed(SigningAlgorithm.ES256);
    assertThat(key.verifies(SigningAlgorithm.PS256, jws.signingInput(), jws.signature())).isFalse();
  }

  @ParameterizedTest(name = "use {0}, key_ops {1}, alg {2}: {3}")
  @CsvSource({
    ", , , true",
    "sig, , ES256, true",
    ", VERIFY, , true",
    "enc, , , false",
    ", ENCRYPT, , false",
    ", , PS256, false",
    ", , ES384, false",
  })
  @DisplayName("serves only as its owner says in use, key_ops and alg")
  void restrictions(String use, KeyOperation operation, String alg, boolean serves)
      throws ParseException {
    ECKey jwk =
        new ECKey.Builder(ec.toPublicJWK())
            .keyUse(KeyUse.parse(use))
            .keyOperations(operation == null ? null : Set.of(operation))
            .algorithm(alg == null ? null : JWSAlgorithm.parse(alg))
            .build();
    CompactJws jws = signed(SigningAlgorithm.ES256);

    assertThat(verifies(keys, jwk, SigningAlgorithm.ES256, jws)).isEqualTo(serves);
  }

  @Test
  @DisplayName("keeps the name its owner gave it")
  void names() {
    ForeignKey key = keys.of(ec).orElseThrow();

    assertThat(key.isNamed("e")).isTrue();
    assertThat(key.isNamed("f")).isFalse();
    assertThat(keys.of(rsa.toPublicJWK()).orElseThrow().isNamed("e")).isFalse();
  }
}
