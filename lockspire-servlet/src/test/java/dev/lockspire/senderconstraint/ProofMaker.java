package dev.lockspire.senderconstraint;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client with a DPoP key: makes proofs that hold, or fail in exactly the way a test wants. */
public final class ProofMaker {
  private final String algorithm;
  private final KeyPair pair;
  private final Map<String, Object> jwk;

  private ProofMaker(String algorithm, KeyPair pair, Map<String, Object> jwk) {
    this.algorithm = algorithm;
    this.pair = pair;
    this.jwk = jwk;
  }

  public static ProofMaker es256() {
    KeyPair pair = pair("EC", 256);
    return new ProofMaker(
        "ES256",
        pair,
        new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).build().toJSONObject());
  }

  public static ProofMaker rs256() {
    return rsa("RS256");
  }

  public static ProofMaker ps256() {
    return rsa("PS256");
  }

  private static ProofMaker rsa(String algorithm) {
    KeyPair pair = pair("RSA", 2048);
    return new ProofMaker(
        algorithm,
        pair,
        new RSAKey.Builder((RSAPublicKey) pair.getPublic()).build().toJSONObject());
  }

  public static ProofMaker edDsa() {
    KeyPair pair = pair("Ed25519", 0);
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new ProofMaker(
        "EdDSA", pair, Map.of("kty", "OKP", "crv", "Ed25519", "x", Base64Url.encode(x)));
  }

  private static KeyPair pair(String type, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
      if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key as a proof carries it; may be altered. */
  public Map<String, Object> jwk() {
    return new LinkedHashMap<>(jwk);
  }

  public String thumbprint() {
    try {
      return JWK.parse(jwk).computeThumbprint().toString();
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A proof that holds, but for the nonce that it lacks. */
  public Draft proof(String method, String url, Instant now) {
    return new Draft(method, url, now);
  }

  /** A proof that is being made. */
  public final class Draft {
    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    private Draft(String method, String url, Instant now) {
      header.put("typ", "dpop+jwt");
      header.put("alg", algorithm);
      header.put("jwk", jwk());
      claims.put("jti", RandomSource.secure().token());
      claims.put("htm", method);
      claims.put("htu", url);
      claims.put("iat", now.getEpochSecond());
    }

    /** Sets a claim; null takes it away. */
    public Draft claim(String name, Object value) {
      claims.put(name, value);
      return this;
    }

    /** Sets a header parameter; null takes it away. */
    public Draft header(String name, Object value) {
      header.put(name, value);
      return this;
    }

    public Draft nonce(String nonce) {
      return claim("nonce", nonce);
    }

    /** For use with {@code accessToken}. */
    public Draft token(String accessToken) {
      return claim("ath", Sha256.base64Url(accessToken));
    }

    public String sign() {
      return sign(claimsJson());
    }

    /** With claims spelt by hand. */
    public String sign(String claimsJson) {
      byte[] claimsBytes = claimsJson.getBytes(StandardCharsets.UTF_8);
      String input =
          Base64Url.encode(JsonWriter.bytes(header)) + '.' + Base64Url.encode(claimsBytes);
      return input + '.' + Base64Url.encode(signature(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The claims as JSON, to be altered by hand. */
    public String claimsJson() {
      return new String(JsonWriter.bytes(claims), StandardCharsets.UTF_8);
    }
  }

  private byte[] signature(byte[] input) {
    try {
      Signature signature =
          Signature.getInstance(
              switch (algorithm) {
                case "ES256" -> "SHA256withECDSAinP1363Format";
                case "RS256" -> "SHA256withRSA";
                case "PS256" -> "RSASSA-PSS";
                default -> "Ed25519";
              });
      if (algorithm.equals("PS256")) {
        signature.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      }
      signature.initSign(pair.getPrivate());
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
