package dev.lockspire.client;

import dev.lockspire.policy.SigningAlgorithm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is registered to be signed by this server must be such that a key of it can sign now:
 * otherwise the client would find out with its first person before it.
 */
final class SigningKeyRules {
  private SigningKeyRules() {}

  /**
   * @param active algorithms that have an active key
   */
  static List<FieldError> check(
      ClientMetadata client, Map<String, Object> extra, Set<SigningAlgorithm> active) {
    Map<String, Optional<SigningAlgorithm>> wanted = new LinkedHashMap<>();
    for (ProtectedResponse response : ProtectedResponse.values()) {
      wanted.put(response.signedResponseAlg(), ResponseProtection.signing(response, client, extra));
    }
    wanted.put("access_token_signed_response_alg", client.accessTokenAlgorithm());
    List<FieldError> errors = new ArrayList<>();
    wanted.forEach(
        (field, algorithm) -> {
          if (algorithm.filter(a -> !active.contains(a)).isPresent()) {
            errors.add(FieldError.of(field, "no_active_key"));
          }
        });
    return errors;
  }
}
