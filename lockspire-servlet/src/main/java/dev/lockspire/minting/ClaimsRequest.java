package dev.lockspire.minting;

import dev.lockspire.http.JsonReader;
import dev.lockspire.http.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code claims} parameter (OpenID Connect Core §5.5): individual claims an application asks
 * for, by where they shall be delivered. Unknown claims are kept and simply not answered.
 *
 * @param idToken requested in the ID token
 * @param userinfo requested from the UserInfo endpoint
 */
public record ClaimsRequest(Map<String, Wanted> idToken, Map<String, Wanted> userinfo) {
  private static final int MAX_CHARACTERS = 8192;

  /**
   * How one claim is wanted.
   *
   * @param essential whether the application needs it
   * @param values acceptable values in order; empty accepts any
   */
  public record Wanted(boolean essential, List<Object> values) {
    public Wanted {
      values = List.copyOf(values);
    }
  }

  public ClaimsRequest {
    idToken = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(idToken));
    userinfo = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(userinfo));
  }

  public static ClaimsRequest none() {
    return new ClaimsRequest(Map.of(), Map.of());
  }

  public boolean isEmpty() {
    return idToken.isEmpty() && userinfo.isEmpty();
  }

  /** Empty when {@code json} is not a JSON object or its members are no claim requests. */
  public static Optional<ClaimsRequest> parse(String json) {
    return JsonReader.object(json, MAX_CHARACTERS)
        .flatMap(
            document -> {
              Optional<Map<String, Wanted>> idToken = member(document.get("id_token"));
              Optional<Map<String, Wanted>> userinfo = member(document.get("userinfo"));
              return idToken.isPresent() && userinfo.isPresent()
                  ? Optional.of(new ClaimsRequest(idToken.get(), userinfo.get()))
                  : Optional.empty();
            });
  }

  /** As stored: a JSON object, or null when nothing is requested. */
  public String toJson() {
    if (isEmpty()) {
      return null;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id_token", json(idToken));
    document.put("userinfo", json(userinfo));
    return new String(JsonWriter.bytes(document), StandardCharsets.UTF_8);
  }

  /** What {@link #toJson} wrote. */
  public static ClaimsRequest ofStored(String json) {
    return json == null ? none() : parse(json).orElseGet(ClaimsRequest::none);
  }

  private static Optional<Map<String, Wanted>> member(Object member) {
    if (member == null) {
      return Optional.of(Map.of());
    }
    if (!(member instanceof Map<?, ?> claims)) {
      return Optional.empty();
    }
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    claims.forEach((name, request) -> wanted.put(name.toString(), wanted(request)));
    return Optional.of(wanted);
  }

  /** Whatever is not understood about how a claim is wanted makes it a plain wish (Core §5.5.1). */
  private static Wanted wanted(Object request) {
    if (!(request instanceof Map<?, ?> members)) {
      return new Wanted(false, List.of());
    }
    List<Object> values = new ArrayList<>();
    if (members.get("value") != null) {
      values.add(members.get("value"));
    }
    if (members.get("values") instanceof Collection<?> several) {
      several.stream().filter(v -> v != null).forEach(values::add);
    }
    return new Wanted(Boolean.TRUE.equals(members.get("essential")), values);
  }

  private static Map<String, Object> json(Map<String, Wanted> wanted) {
    Map<String, Object> json = new LinkedHashMap<>();
    wanted.forEach(
        (name, want) -> {
          Map<String, Object> members = new LinkedHashMap<>();
          members.put("essential", want.essential());
          if (!want.values().isEmpty()) {
            members.put("values", want.values());
          }
          json.put(name, members);
        });
    return json;
  }
}
