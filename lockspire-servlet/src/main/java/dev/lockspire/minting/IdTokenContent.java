package dev.lockspire.minting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What an ID token says (OpenID Connect Core §2). Nullable components: {@code nonce}, {@code sid}.
 *
 * @param subject {@code sub}, the same as in the access token
 * @param accessToken the access token issued beside it, for {@code at_hash}
 * @param nonce from the authorization request; null after a refresh (§12.2)
 * @param sid the browser session
 * @param authentication how the person authenticated
 * @param authTimeRequired whether the client demanded {@code auth_time}
 * @param claims what {@link ClaimsSelection#forIdToken} selected
 */
public record IdTokenContent(
    String subject,
    String accessToken,
    String nonce,
    String sid,
    AuthenticationEvent authentication,
    boolean authTimeRequired,
    Map<String, Object> claims) {

  public IdTokenContent {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(accessToken, "accessToken");
    Objects.requireNonNull(authentication, "authentication");
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  @Override
  public String toString() {
    return "IdTokenContent[***]";
  }
}
