package dev.lockspire.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Drops what must not be told, whatever the depth: a second line of defence behind {@link
 * dev.lockspire.crypto.Secret}.
 */
public final class Redaction {
  static final Set<String> DROPPED =
      Set.of(
          "access_token",
          "actor_token",
          "auth_req_id",
          "auth_req_id_hash",
          "authorization",
          "authorization_code",
          "authorization_header",
          "client_assertion",
          "client_notification_token",
          "client_secret",
          "client_secret_hash",
          "client_secret_jwt_verifier_encrypted",
          "code",
          "code_challenge",
          "code_verifier",
          "device_code",
          "dpop",
          "iat",
          "iat_secret",
          "id_token",
          "id_token_hint",
          "initial_access_token",
          "jwks",
          "jwks_body",
          "jwt_claims",
          "jwt_header",
          "login_hint",
          "logout_response_body",
          "logout_token",
          "nonce",
          "params",
          "password",
          "payload",
          "private_jwk",
          "rat",
          "raw_logout_response",
          "raw_logout_token",
          "raw_payload",
          "raw_request",
          "raw_response",
          "refresh_token",
          "registration_access_token",
          "request",
          "request_body",
          "request_uri",
          "response",
          "response_body",
          "secret",
          "state",
          "subject_token",
          "token",
          "token_hash",
          "user_code",
          "verification_handle");

  private Redaction() {}

  /** {@code metadata} without forbidden keys, nulls and what is empty after cleaning. */
  public static Map<String, Object> clean(Map<String, ?> metadata) {
    Map<String, Object> cleaned = new LinkedHashMap<>();
    metadata.forEach(
        (key, value) -> {
          Object kept = DROPPED.contains(key.toLowerCase(Locale.ROOT)) ? null : cleanValue(value);
          if (kept != null) {
            cleaned.put(key, kept);
          }
        });
    return cleaned;
  }

  @SuppressWarnings("unchecked")
  private static Object cleanValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> cleaned = clean((Map<String, ?>) map);
      return cleaned.isEmpty() ? null : cleaned;
    }
    if (value instanceof Collection<?> items) {
      List<Object> cleaned =
          items.stream().map(Redaction::cleanValue).filter(v -> v != null).toList();
      return cleaned.isEmpty() ? null : cleaned;
    }
    return value instanceof String text && text.isEmpty() ? null : value;
  }
}
