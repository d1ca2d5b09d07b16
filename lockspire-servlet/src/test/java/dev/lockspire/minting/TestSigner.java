package dev.lockspire.minting;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lockspire.http.OAuthError;
import dev.lockspire.keys.JwtSigner;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Signs with keys made for the tests; an algorithm can be taken away. */
public final class TestSigner implements JwtSigner {
  private static final ECKey EC = ec();
  private static final RSAKey RSA = rsa();
  private volatile boolean broken;
  private volatile String lastClaims = "";
  private final Set<SigningAlgorithm> active =
      EnumSet.of(SigningAlgorithm.ES256, SigningAlgorithm.RS256);

  /** Algorithms that have an active key; may be altered. */
  public Set<SigningAlgorithm> active() {
    return active;
  }

  /** From now on every key is there and none signs; or they do again. */
  public void breakDown(boolean broken) {
    this.broken = broken;
  }

  /** The payload that was last to be signed, whether or not it was. */
  public String lastClaims() {
    return lastClaims;
  }

  @Override
  public String sign(SigningAlgorithm algorithm, String type, byte[] claims) {
    lastClaims = new String(claims, StandardCharsets.UTF_8);
    if (broken) {
      throw OAuthError.serverError("token_signing_failed", "The token could not be signed.");
    }
    if (!active.contains(algorithm)) {
      throw OAuthError.serverError("signing_key_not_found", "The token could not be signed.");
    }
    try {
      boolean ec = algorithm == SigningAlgorithm.ES256;
      JWSSigner signer = ec ? new ECDSASigner(EC) : new RSASSASigner(RSA);
      JWSObject jws =
          new JWSObject(
              new JWSHeader.Builder(algorithm.jws())
                  .keyID(ec ? EC.getKeyID() : RSA.getKeyID())
                  .type(new JOSEObjectType(type))
                  .build(),
              new Payload(claims));
      jws.sign(signer);
      return jws.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What verifies them, as a key set shows it. */
  public static JWKSet keySet() {
    return new JWKSet(List.of(EC, RSA)).toPublicJWKSet();
  }

  /** The verified JWT. */
  public static JWSObject verified(String jwt) {
    try {
      JWSObject jws = JWSObject.parse(jwt);
      boolean ec = jws.getHeader().getAlgorithm().getName().startsWith("ES");
      if (!jws.verify(ec ? new ECDSAVerifier(EC) : new RSASSAVerifier(RSA))) {
        throw new AssertionError("the signature does not verify");
      }
      return jws;
    } catch (ParseException | JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** The claims of a JWT whose signature verifies. */
  public static Map<String, Object> claims(String jwt) {
    return verified(jwt).getPayload().toJSONObject();
  }

  private static ECKey ec() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey rsa() {
    try {
      return new RSAKeyGenerator(2048).keyID("rsa").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
