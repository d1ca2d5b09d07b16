package dev.lockspire.policy;

import com.nimbusds.jose.JWEAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the key of an encrypted JWT reaches its recipient (RFC 7518 §4). Never {@code RSA1_5}, {@code
 * dir} or a password.
 */
public enum KeyManagementAlgorithm {
  RSA_OAEP_256("RSA-OAEP-256"),
  ECDH_ES("ECDH-ES"),
  ECDH_ES_A256KW("ECDH-ES+A256KW");

  private final String wireName;

  KeyManagementAlgorithm(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire: {@code ECDH-ES+A256KW}. */
  public String wireName() {
    return wireName;
  }

  public JWEAlgorithm jwe() {
    return JWEAlgorithm.parse(wireName);
  }

  /** Every one as it is named on the wire, always in the same order. */
  public static List<String> names() {
    return Arrays.stream(values()).map(KeyManagementAlgorithm::wireName).toList();
  }

  public static Optional<KeyManagementAlgorithm> ofWireName(String name) {
    for (KeyManagementAlgorithm algorithm : values()) {
      if (algorithm.wireName.equals(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
