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

  /** Whether it registered anything that takes a JWT. */
  public boolean isJwt() {
    return signing.isPresent() || encryption.isPresent();
  }

  /** The algorithm registered for the signature of {@code response}; empty when it is not known. */
  static Optional<SigningAlgorithm> signing(
      ProtectedResponse response, ClientMetadata metadata, Map<String, Object> extra) {
    String name =
        switch (response) {
          case ID_TOKEN -> metadata.idTokenSignedResponseAlg();
          case AUTHORIZATION -> metadata.authorizationSignedResponseAlg();
          case USERINFO, INTROSPECTION -> (String) extra.get(response.signedResponseAlg());
        };
    return Optional.ofNullable(name).flatMap(SigningAlgorithm::ofWireName);
  }

  static ResponseProtection of(
      ProtectedResponse response, ClientMetadata metadata, Map<String, Object> extra) {
    Optional<SigningAlgorithm> signing = signing(response, metadata, extra);
    return response == ProtectedResponse.AUTHORIZATION
        ? of(
            signing,
            metadata.authorizationEncryptedResponseAlg(),
            metadata.authorizationEncryptedResponseEnc())
        : of(
            signing,
            extra.get(response.encryptedResponseAlg()),
            extra.get(response.encryptedResponseEnc()));
  }

  private static ResponseProtection of(
      Optional<SigningAlgorithm> signing, Object algorithm, Object content) {
    return new ResponseProtection(
        signing,
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
