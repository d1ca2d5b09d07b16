package dev.lockspire.client;

import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.Map;
import java.util.Optional;

/**
 * What a client registered of its request objects (RFC 9101 §10.5, OpenID Connect Dynamic Client
 * Registration §2).
 *
 * @param signing {@code request_object_signing_alg}: the one algorithm that it signs them with;
 *     empty for any that its profile allows
 * @param encryption {@code request_object_encryption_alg}: the one key management that it encrypts
 *     them with; empty for any, and for none
 * @param contentEncryption {@code request_object_encryption_enc}
 * @param required {@code require_signed_request_object}: it never asks in any other way
 */
public record RequestObjectMetadata(
    Optional<SigningAlgorithm> signing,
    Optional<KeyManagementAlgorithm> encryption,
    Optional<ContentEncryption> contentEncryption,
    boolean required) {
  static final String SIGNING_ALG = "request_object_signing_alg";
  static final String ENCRYPTION_ALG = "request_object_encryption_alg";
  static final String ENCRYPTION_ENC = "request_object_encryption_enc";
  static final String REQUIRED = "require_signed_request_object";

  static RequestObjectMetadata of(Map<String, Object> extra) {
    return new RequestObjectMetadata(
        text(extra, SIGNING_ALG).flatMap(SigningAlgorithm::ofWireName),
        text(extra, ENCRYPTION_ALG).flatMap(KeyManagementAlgorithm::ofWireName),
        text(extra, ENCRYPTION_ENC).flatMap(ContentEncryption::ofWireName),
        Boolean.TRUE.equals(extra.get(REQUIRED)));
  }

  private static Optional<String> text(Map<String, Object> extra, String member) {
    return Optional.ofNullable((String) extra.get(member));
  }
}
