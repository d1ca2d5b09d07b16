package dev.lockspire.client;

import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a client may register of signed and encrypted responses and request objects. */
final class ProtectionRules {
  private static final String MISSING = "missing_for_encrypted_response";
  private static final Set<String> ALGORITHMS =
      Stream.of(KeyManagementAlgorithm.values())
          .map(KeyManagementAlgorithm::wireName)
          .collect(Collectors.toSet());
  private static final Set<String> CONTENT =
      Stream.of(ContentEncryption.values())
          .map(ContentEncryption::wireName)
          .collect(Collectors.toSet());

  private final ClientMetadata client;
  private final Map<String, Object> extra;
  private final boolean hasKeys;
  private final Refusals refusals;

  /** Where problems go. */
  @FunctionalInterface
  interface Refusals {
    void refuse(String field, String reason);
  }

  private ProtectionRules(
      ClientMetadata client, Map<String, Object> extra, boolean hasKeys, Refusals refusals) {
    this.client = client;
    this.extra = extra;
    this.hasKeys = hasKeys;
    this.refusals = refusals;
  }

  static void check(
      ClientMetadata client, Map<String, Object> extra, boolean hasKeys, Refusals refusals) {
    ProtectionRules rules = new ProtectionRules(client, extra, hasKeys, refusals);
    for (ProtectedResponse response : ProtectedResponse.values()) {
      rules.response(response);
    }
    rules.requestObjects();
  }

  /** Whether it registered any response that only its own key opens. */
  static boolean encryptsAnything(ClientMetadata client, Map<String, Object> extra) {
    return Stream.of(ProtectedResponse.values())
        .anyMatch(response -> algorithm(client, extra, response) != null);
  }

  private void response(ProtectedResponse response) {
    String algorithm = algorithm(client, extra, response);
    String content =
        response == ProtectedResponse.AUTHORIZATION
            ? client.authorizationEncryptedResponseEnc()
            : (String) extra.get(response.encryptedResponseEnc());
    pair(response.encryptedResponseAlg(), algorithm, response.encryptedResponseEnc(), content);
    if (algorithm == null) {
      return;
    }
    // Nothing is encrypted that is not signed: without a signature anybody could have made it.
    if (signature(response) == null) {
      refusals.refuse(response.signedResponseAlg(), MISSING);
    }
    if (!hasKeys) {
      refusals.refuse(response.encryptedResponseAlg(), "missing_cryptographic_material");
    }
  }

  /** ID tokens and introspection responses are signed in any case. */
  private String signature(ProtectedResponse response) {
    return switch (response) {
      case AUTHORIZATION -> client.authorizationSignedResponseAlg();
      case USERINFO -> (String) extra.get(response.signedResponseAlg());
      case ID_TOKEN, INTROSPECTION -> "any";
    };
  }

  /** They are encrypted with a key of this server, so the client needs none. */
  private void requestObjects() {
    pair(
        RequestObjectMetadata.ENCRYPTION_ALG,
        (String) extra.get(RequestObjectMetadata.ENCRYPTION_ALG),
        RequestObjectMetadata.ENCRYPTION_ENC,
        (String) extra.get(RequestObjectMetadata.ENCRYPTION_ENC));
    boolean signs =
        extra.get(RequestObjectMetadata.SIGNING_ALG) != null
            || Boolean.TRUE.equals(extra.get(RequestObjectMetadata.REQUIRED));
    if (signs && !hasKeys) {
      String field =
          extra.get(RequestObjectMetadata.SIGNING_ALG) != null
              ? RequestObjectMetadata.SIGNING_ALG
              : RequestObjectMetadata.REQUIRED;
      refusals.refuse(field, "missing_cryptographic_material");
    }
  }

  private void pair(String algField, String algorithm, String encField, String content) {
    if (algorithm == null && content != null) {
      refusals.refuse(algField, MISSING);
    }
    if (algorithm != null && !ALGORITHMS.contains(algorithm)) {
      refusals.refuse(algField, "unsupported");
    }
    if (content != null && !CONTENT.contains(content)) {
      refusals.refuse(encField, "unsupported");
    }
  }

  private static String algorithm(
      ClientMetadata client, Map<String, Object> extra, ProtectedResponse response) {
    return response == ProtectedResponse.AUTHORIZATION
        ? client.authorizationEncryptedResponseAlg()
        : (String) extra.get(response.encryptedResponseAlg());
  }
}
