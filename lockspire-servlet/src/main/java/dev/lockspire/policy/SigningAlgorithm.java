package dev.lockspire.policy;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Optional;

/** Signature algorithms the server knows (RFC 7518 §3.1, RFC 8037 §3.1). Never {@code none}. */
public enum SigningAlgorithm {
  RS256("RS256", "SHA-256"),
  ES256("ES256", "SHA-256"),
  PS256("PS256", "SHA-256"),
  EDDSA("EdDSA", "SHA-512");

  private final String wireName;
  private final String hash;

  SigningAlgorithm(String wireName, String hash) {
    this.wireName = wireName;
    this.hash = hash;
  }

  /** The name on the wire: {@code EdDSA}, {@code ES256}. */
  public String wireName() {
    return wireName;
  }

  public JWSAlgorithm jws() {
    return JWSAlgorithm.parse(wireName);
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
