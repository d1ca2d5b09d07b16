package dev.lockspire.clientauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Map;

/** What a client of the tests signs with. */
public final class ClientKey {
  /** Signs bytes by an algorithm. */
  private interface Signer {
    byte[] sign(JWSAlgorithm algorithm, byte[] input) throws Exception;
  }

  private final String algorithm;
  private final JWK publicKey;
  private final Signer signer;

  private ClientKey(String algorithm, JWK publicKey, Signer signer) {
    this.algorithm = algorithm;
    this.publicKey = publicKey;
    this.signer = signer;
  }

  public static ClientKey es256(String kid) {
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
      JWSSigner signer = new ECDSASigner(key);
      return new ClientKey("ES256", key.toPublicJWK(), nimbus(signer));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of RS256 and PS256. */
  public static ClientKey rsa(String kid) {
    try {
      RSAKey key = new RSAKeyGenerator(2048).keyID(kid).generate();
      return new ClientKey("PS256", key.toPublicJWK(), nimbus(new RSASSASigner(key)));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ClientKey edDsa(String kid) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      JWK key = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID(kid).build();
      return new ClientKey(
          "EdDSA",
          key,
          (alg, input) -> {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(input);
            return signature.sign();
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ClientKey secret(String secret) {
    byte[] bytes = Arrays.copyOf(secret.getBytes(StandardCharsets.UTF_8), 64);
    byte[] exact = secret.getBytes(StandardCharsets.UTF_8);
    return new ClientKey(
        "HS256",
        null,
        (alg, input) ->
            nimbus(new MACSigner(alg.getName().equals("HS256") ? exact : bytes)).sign(alg, input));
  }

  private static Signer nimbus(JWSSigner signer) {
    return (alg, input) -> signer.sign(new JWSHeader(alg), input).decode();
  }

  public String algorithm() {
    return algorithm;
  }

  public JWK jwk() {
    return publicKey;
  }

  /** A JWT with exactly this header and these claims; unsigned where the header says so. */
  public String jwt(Map<String, Object> header, Map<String, Object> claims) {
    String input =
        Base64Url.encode(JsonWriter.bytes(header))
            + '.'
            + Base64Url.encode(JsonWriter.bytes(claims));
    String alg = String.valueOf(header.get("alg"));
    byte[] signature =
        alg.matches("(HS|RS|PS|ES)\\d{3}|EdDSA")
            ? sign(alg, input.getBytes(StandardCharsets.US_ASCII))
            : new byte[0];
    return input + '.' + Base64Url.encode(signature);
  }

  byte[] sign(String alg, byte[] input) {
    try {
      return signer.sign(JWSAlgorithm.parse(alg), input);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
