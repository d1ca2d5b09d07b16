package dev.lockspire.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the host says of a person (OpenID Connect Core §5.1). Values are JSON values: text, numbers,
 * booleans, lists and maps of these.
 *
 * <p>The host says what it knows; which of it is delivered is decided by the granted scopes and the
 * {@code claims} parameter. Names that the protocol owns ({@code iss sub aud exp iat nonce at_hash
 * auth_time sid} and their like) are ignored.
 *
 * @param userinfo claims for the UserInfo endpoint
 * @param idToken claims that belong into every ID token whatever the scopes, such as a tenant id
 */
public record Claims(Map<String, Object> userinfo, Map<String, Object> idToken) {

  public Claims {
    userinfo = Collections.unmodifiableMap(new LinkedHashMap<>(userinfo));
    idToken = Collections.unmodifiableMap(new LinkedHashMap<>(idToken));
  }

  public static Claims of(Map<String, Object> userinfo) {
    return new Claims(userinfo, Map.of());
  }
}
