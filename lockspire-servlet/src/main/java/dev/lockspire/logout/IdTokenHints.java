package dev.lockspire.logout;

import dev.lockspire.client.Client;
import dev.lockspire.http.OAuthError;
import dev.lockspire.keys.IdTokenVerifier;
import dev.lockspire.keys.JwtVerifier;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Verifies {@code id_token_hint} with the server's own keys under the algorithms of the profile
 * that holds for the client it was issued to.
 */
final class IdTokenHints {
  private final IdTokenVerifier verifier;
  private final Function<String, Optional<Client>> clients;
  private final Supplier<ServerPolicy> policy;

  /**
   * @param clients a client by its id, from memory
   */
  IdTokenHints(
      JwtVerifier verifier,
      Function<String, Optional<Client>> clients,
      Supplier<ServerPolicy> policy) {
    this.verifier = new IdTokenVerifier(verifier);
    this.clients = clients;
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
    // Whose profile counts stands in it, and what stands in it counts once it is known for ours.
    Map<String, Object> claims = verified(jwt, SecurityProfile.NONE);
    SecurityProfile profile = profile(audience(claims.get("aud")));
    if (profile.isFapi()) {
      verified(jwt, profile);
    }
    String subject = SignedValues.text(claims, "sub").orElseThrow(IdTokenHints::invalid);
    return new IdTokenHint(
        SignedValues.text(claims, "iss").orElse(""),
        audience(claims.get("aud")),
        subject,
        SignedValues.text(claims, "sid"));
  }

  private Map<String, Object> verified(String jwt, SecurityProfile profile) {
    return verifier.verify(jwt, profile.algorithms()).orElseThrow(IdTokenHints::invalid);
  }

  private SecurityProfile profile(List<String> audience) {
    ServerPolicy server = policy.get();
    return audience.size() == 1
        ? clients
            .apply(audience.get(0))
            .map(client -> client.profile(server))
            .orElse(server.securityProfile())
        : server.securityProfile();
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
