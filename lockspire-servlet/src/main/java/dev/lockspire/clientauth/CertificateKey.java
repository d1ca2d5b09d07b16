package dev.lockspire.clientauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** The key of a certificate, to be found in a set of JWKs (RFC 8705 §2.2). */
final class CertificateKey {
  private static final int ED25519_BYTES = 32;
  private static final int SHORTEST_MODULUS = 2048;
  private static final int SHORTEST_ORDER = 224;

  private final Optional<Base64URL> thumbprint;

  CertificateKey(X509Certificate certificate) {
    this.thumbprint = thumbprint(certificate.getPublicKey());
  }

  /**
   * Whether {@code jwk} is this key, by its thumbprint (RFC 7638). A registered {@code x5c} matches
   * with it: a JWK is not accepted with a certificate of another key (RFC 7517 §4.7).
   */
  boolean is(JWK jwk) {
    return !KeyUse.ENCRYPTION.equals(jwk.getKeyUse())
        && thumbprint.isPresent()
        && thumbprint.equals(thumbprint(jwk));
  }

  /** Its thumbprint, for whoever compares it with what is registered. */
  @Override
  public String toString() {
    return thumbprint.map(Base64URL::toString).orElse("of a kind that no JWK spells");
  }

  /** Whether it is as strong as the keys that are believed of a JWK: RSA 2048, EC 224 bits. */
  static boolean isStrong(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() >= SHORTEST_MODULUS;
    }
    if (key instanceof ECPublicKey ec) {
      return ec.getParams().getOrder().bitLength() >= SHORTEST_ORDER;
    }
    return key instanceof EdECPublicKey;
  }

  private static Optional<Base64URL> thumbprint(PublicKey key) {
    try {
      return jwk(key).flatMap(CertificateKey::thumbprint);
    } catch (IllegalArgumentException | IllegalStateException impossibleKey) {
      return Optional.empty();
    }
  }

  private static Optional<Base64URL> thumbprint(JWK jwk) {
    try {
      return Optional.of(jwk.computeThumbprint());
    } catch (JOSEException e) {
      return Optional.empty();
    }
  }

  /** Empty for a kind of key that no JWK of a client can spell. */
  private static Optional<JWK> jwk(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return Optional.of(new RSAKey.Builder(rsa).build());
    }
    if (key instanceof ECPublicKey ec) {
      return Optional.ofNullable(Curve.forECParameterSpec(ec.getParams()))
          .map(curve -> new ECKey.Builder(curve, ec).build());
    }
    if (key instanceof EdECPublicKey ed
        && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      // RFC 8410 §4: the encoding ends with the key itself, as RFC 8037 has it.
      byte[] encoded = ed.getEncoded();
      byte[] x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
      return Optional.of(new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).build());
    }
    return Optional.empty();
  }
}
