package dev.lockspire.logout;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Short-lived values that travel through the browser and come back unaltered: {@code
 * base64url(payload).base64url(mac)}. Protected against change, not against being read.
 */
final class SignedValues {
  private static final int MAX_LENGTH = 16_384;

  private final KeyRing keys;
  private final String use;
  private final InstantSource clock;
  private final Duration lifetime;

  /**
   * @param use goes into the mac: a value of one use is worthless for another
   */
  SignedValues(KeyRing keys, String use, InstantSource clock, Duration lifetime) {
    this.keys = keys;
    this.use = use;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  String sign(Map<String, Object> claims) {
    Map<String, Object> payload = new LinkedHashMap<>(claims);
    payload.put("exp", clock.instant().plus(lifetime));
    String encoded = Base64Url.encode(JsonWriter.bytes(payload));
    return encoded + "." + Base64Url.encode(keys.mac(Purpose.LOGOUT_COMPLETION, message(encoded)));
  }

  /** The claims of a value made by {@link #sign} that is not older than its lifetime. */
  Optional<Map<String, Object>> open(String value) {
    int dot = value.indexOf('.');
    if (dot < 0 || value.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String payload = value.substring(0, dot);
    return decoded(value.substring(dot + 1))
        .filter(mac -> keys.macMatches(Purpose.LOGOUT_COMPLETION, message(payload), mac))
        .flatMap(genuine -> decoded(payload))
        .flatMap(json -> JsonReader.object(new String(json, StandardCharsets.UTF_8), MAX_LENGTH))
        .filter(this::isFresh);
  }

  static Optional<String> text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private boolean isFresh(Map<String, Object> claims) {
    return claims.get("exp") instanceof Number expires
        && clock.instant().getEpochSecond() <= expires.longValue();
  }

  private String message(String payload) {
    return use + "." + payload;
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64Url.decode(text));
    } catch (IllegalArgumentException notBase64Url) {
      return Optional.empty();
    }
  }
}
