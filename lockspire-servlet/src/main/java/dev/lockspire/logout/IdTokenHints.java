package dev.lockspire.logout;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.OAuthError;
import dev.lockspire.keys.JwtVerifier;
import dev.lockspire.policy.ServerPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Verifies {@code id_token_hint} with the server's own keys under the allowed algorithms. */
final class IdTokenHints {
  private static final int MAX_HEADER = 2_048;

  private final JwtVerifier verifier;
  private final Supplier<ServerPolicy> policy;

  IdTokenHints(JwtVerifier verifier, Supplier<ServerPolicy> policy) {
    this.verifier = verifier;
    this.policy = policy;
  }

  /**
   * @throws OAuthError 400 {@code invalid_id_token_hint} when {@code jwt} is no ID token of ours
   */
  IdTokenHint verify(String jwt) {
    if (!isIdToken(jwt)) {
      throw invalid();
    }
    Map<String, Object> claims =
        verifier
            .verify(jwt, policy.get().securityProfile().algorithms())
            .orElseThrow(IdTokenHints::invalid);
    String subject = SignedValues.text(claims, "sub").orElseThrow(IdTokenHints::invalid);
    return new IdTokenHint(
        SignedValues.text(claims, "iss").orElse(""),
        audience(claims.get("aud")),
        new Session(subject, SignedValues.text(claims, "sid")));
  }

  /** The same keys sign access tokens ({@code at+jwt}), which anybody who calls an API sees. */
  private static boolean isIdToken(String jwt) {
    int dot = jwt.indexOf('.');
    return dot > 0
        && header(jwt.substring(0, dot))
            .filter(h -> h.getOrDefault("typ", "JWT").toString().equalsIgnoreCase("JWT"))
            .isPresent();
  }

  private static Optional<Map<String, Object>> header(String encoded) {
    try {
      String json = new String(Base64Url.decode(encoded), StandardCharsets.UTF_8);
      return JsonReader.object(json, MAX_HEADER);
    } catch (IllegalArgumentException notBase64Url) {
      return Optional.empty();
    }
  }

  private static List<String> audience(Object claim) {
    if (claim instanceof String single) {
      return List.of(single);
    }
    return claim instanceof Collection<?> several
        ? several.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  static OAuthError invalid() {
    return EndSessionRules.refused(
        "invalid_id_token_hint", "The id_token_hint is not an ID token of this server.");
  }
}
