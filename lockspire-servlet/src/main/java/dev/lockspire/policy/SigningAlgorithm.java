package dev.lockspire.policy;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Optional;

/** Signature algorithms the server knows (RFC 7518 §3.1, RFC 8037 §3.1). Never {@code none}. */
public enum SigningAlgorithm {
  RS256(JWSAlgorithm.RS256, "SHA-256"),
  ES256(JWSAlgorithm.ES256, "SHA-256"),
  PS256(JWSAlgorithm.PS256, "SHA-256"),
  EDDSA(JWSAlgorithm.EdDSA, "SHA-512");

  private final JWSAlgorithm jws;
  private final String hash;

  SigningAlgorithm(JWSAlgorithm jws, String hash) {
    this.jws = jws;
    this.hash = hash;
  }

  /** The name on the wire: {@code EdDSA}, {@code ES256}. */
  public String wireName() {
    return jws.getName();
  }

  public JWSAlgorithm jws() {
    return jws;
  }

  /** The JDK's name of the hash that {@code at_hash} uses (OpenID Connect Core §3.1.3.6). */
  public String hash() {
    return hash;
  }

  public static Optional<SigningAlgorithm> ofWireName(String name) {
    for (SigningAlgorithm algorithm : values()) {
      if (algorithm.wireName().equals(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
