package dev.lockspire.token;

import dev.lockspire.http.JsonReader;
import dev.lockspire.http.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rotation issued, so that the same can be handed out again within the grace window. {@code
 * idToken} is null when none was due.
 *
 * @param accessExpiresAt whole seconds
 */
record IssuedTokens(
    String accessToken,
    Instant accessExpiresAt,
    String refreshToken,
    String idToken,
    List<String> scopes) {
  private static final int MAX_CHARACTERS = 65_536;

  IssuedTokens {
    scopes = List.copyOf(scopes);
  }

  TokenResponse response(Instant now) {
    return new TokenResponse(
        accessToken,
        TokenResponse.BEARER,
        Math.max(0, accessExpiresAt.getEpochSecond() - now.getEpochSecond()),
        scopes,
        refreshToken,
        idToken);
  }

  /** Compact form for sealing. */
  byte[] toBytes() {
    JsonWriter json = new JsonWriter(1024);
    json.beginObject()
        .field("a", accessToken)
        .field("x", accessExpiresAt.getEpochSecond())
        .field("r", refreshToken)
        .field("i", idToken)
        .name("s")
        .beginArray();
    scopes.forEach(json::value);
    return json.endArray().endObject().toBytes();
  }

  /** What {@link #toBytes} wrote; empty when it is something else. */
  static Optional<IssuedTokens> ofBytes(byte[] bytes) {
    return JsonReader.object(new String(bytes, StandardCharsets.UTF_8), MAX_CHARACTERS)
        .flatMap(IssuedTokens::ofMembers);
  }

  private static Optional<IssuedTokens> ofMembers(Map<String, Object> members) {
    if (members.get("a") instanceof String access
        && members.get("x") instanceof Number expires
        && members.get("r") instanceof String refresh
        && members.get("s") instanceof List<?> scopes) {
      List<String> names = new ArrayList<>();
      scopes.forEach(scope -> names.add(scope.toString()));
      return Optional.of(
          new IssuedTokens(
              access,
              Instant.ofEpochSecond(expires.longValue()),
              refresh,
              (String) members.get("i"),
              names));
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "IssuedTokens[***]";
  }
}
