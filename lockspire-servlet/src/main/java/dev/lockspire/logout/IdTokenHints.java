package dev.lockspire.logout;

import dev.lockspire.http.OAuthError;
import dev.lockspire.keys.IdTokenVerifier;
import dev.lockspire.keys.JwtVerifier;
import dev.lockspire.policy.ServerPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Verifies {@code id_token_hint} with the server's own keys under the allowed algorithms. */
final class IdTokenHints {
  private final IdTokenVerifier verifier;
  private final Supplier<ServerPolicy> policy;

  IdTokenHints(JwtVerifier verifier, Supplier<ServerPolicy> policy) {
    this.verifier = new IdTokenVerifier(verifier);
    this.policy = policy;
  }

  /**
   * @throws OAuthError 400 {@code invalid_id_token_hint} when {@code jwt} is no ID token of ours,
   *     {@code encrypted_id_token_hint} when it is still encrypted to its client
   */
  IdTokenHint verify(String jwt) {
    if (IdTokenVerifier.isEncrypted(jwt)) {
      throw EndSessionRules.refused(
          "encrypted_id_token_hint",
          "The id_token_hint is encrypted; send the signed ID token inside it.");
    }
    Map<String, Object> claims =
        verifier
            .verify(jwt, policy.get().securityProfile().algorithms())
            .orElseThrow(IdTokenHints::invalid);
    String subject = SignedValues.text(claims, "sub").orElseThrow(IdTokenHints::invalid);
    return new IdTokenHint(
        SignedValues.text(claims, "iss").orElse(""),
        audience(claims.get("aud")),
        subject,
        SignedValues.text(claims, "sid"));
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
