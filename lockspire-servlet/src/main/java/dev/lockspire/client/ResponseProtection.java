package dev.lockspire.client;

import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.Map;
import java.util.Optional;

/**
 * How a client wants a {@link ProtectedResponse}.
 *
 * @param signing the algorithm that it registered, if any
 * @param encryption empty for a response that is signed at most
 */
public record ResponseProtection(
    Optional<SigningAlgorithm> signing, Optional<Encryption> encryption) {

  /** A signed JWT inside an encrypted one (RFC 7519 §5.2). */
  public record Encryption(KeyManagementAlgorithm algorithm, ContentEncryption content) {}

  static ResponseProtection of(
      ProtectedResponse response, ClientMetadata metadata, Map<String, Object> extra) {
    return switch (response) {
      case ID_TOKEN ->
          of(
              metadata.idTokenSignedResponseAlg(),
              extra.get(response.encryptedResponseAlg()),
              extra.get(response.encryptedResponseEnc()));
      case AUTHORIZATION ->
          of(
              metadata.authorizationSignedResponseAlg(),
              metadata.authorizationEncryptedResponseAlg(),
              metadata.authorizationEncryptedResponseEnc());
      case USERINFO, INTROSPECTION ->
          of(
              extra.get(response.signedResponseAlg()),
              extra.get(response.encryptedResponseAlg()),
              extra.get(response.encryptedResponseEnc()));
    };
  }

  private static ResponseProtection of(Object signing, Object algorithm, Object content) {
    return new ResponseProtection(
        Optional.ofNullable((String) signing).flatMap(SigningAlgorithm::ofWireName),
        Optional.ofNullable((String) algorithm)
            .map(name -> new Encryption(algorithm(name), content((String) content))));
  }

  // What is stored passed the rules. Should it not be understood, nothing may be sent unencrypted.
  private static KeyManagementAlgorithm algorithm(String name) {
    return KeyManagementAlgorithm.ofWireName(name)
        .orElseThrow(() -> new IllegalStateException("unknown key management: " + name));
  }

  private static ContentEncryption content(String name) {
    return name == null
        ? ContentEncryption.A128CBC_HS256
        : ContentEncryption.ofWireName(name)
            .orElseThrow(() -> new IllegalStateException("unknown content encryption: " + name));
  }
}
