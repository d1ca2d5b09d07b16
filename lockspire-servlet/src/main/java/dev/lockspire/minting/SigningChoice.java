package dev.lockspire.minting;

import dev.lockspire.client.Client;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which of our active keys signs: decided by what the client registered and by its security
 * profile, never by anything in a request.
 */
public final class SigningChoice {
  private final Supplier<Set<SigningAlgorithm>> active;
  private final Supplier<ServerPolicy> policy;
  private final SigningAlgorithm preferred;

  /**
   * @param active algorithms that have an active signing key
   * @param policy the server policy in force
   * @param preferred signs access tokens of clients that registered no algorithm
   */
  public SigningChoice(
      Supplier<Set<SigningAlgorithm>> active,
      Supplier<ServerPolicy> policy,
      SigningAlgorithm preferred) {
    this.active = active;
    this.policy = policy;
    this.preferred = preferred;
  }

  /**
   * The client's algorithm when it can be used, else the server's preferred one, else any other.
   *
   * @throws OAuthError 500 when no active key is allowed
   */
  SigningAlgorithm forAccessToken(Client client) {
    SecurityProfile profile = client.profile(policy.get());
    Set<SigningAlgorithm> available = active.get();
    Optional<SigningAlgorithm> registered = client.metadata().accessTokenAlgorithm();
    if (registered.isPresent() && usable(registered.get(), available, profile)) {
      return registered.get();
    }
    return fallback(available, published(profile));
  }

  /**
   * The algorithm that the client registered, RS256 if none (OpenID Connect Registration §2). Where
   * a FAPI profile forbids RS256, or keeps it out of the server's key set, a client that registered
   * none gets an allowed one.
   *
   * @throws OAuthError 500 {@code unsupported_signing_algorithm} when the profile forbids it
   */
  SigningAlgorithm forIdToken(Client client) {
    SecurityProfile profile = client.profile(policy.get());
    SecurityProfile published = published(profile);
    if (published.isFapi() && client.metadata().idTokenSignedResponseAlg() == null) {
      return fallback(active.get(), published);
    }
    SigningAlgorithm registered = client.metadata().idTokenAlgorithm();
    if (!allowed(registered, profile)) {
      throw unsupported();
    }
    return registered;
  }

  /**
   * A client may be exempt from the server's FAPI profile; the key set is not, and what nobody asked
   * for should verify with it.
   */
  private SecurityProfile published(SecurityProfile profile) {
    SecurityProfile server = policy.get().securityProfile();
    return server.isFapi() ? server : profile;
  }

  private SigningAlgorithm fallback(Set<SigningAlgorithm> available, SecurityProfile profile) {
    if (usable(preferred, available, profile)) {
      return preferred;
    }
    for (SigningAlgorithm algorithm : profile.algorithms()) {
      if (available.contains(algorithm)) {
        return algorithm;
      }
    }
    if (available.isEmpty()) {
      throw OAuthError.serverError("signing_key_not_found", "The token could not be signed.");
    }
    throw unsupported();
  }

  private static boolean usable(
      SigningAlgorithm algorithm, Set<SigningAlgorithm> available, SecurityProfile profile) {
    return available.contains(algorithm) && allowed(algorithm, profile);
  }

  private static boolean allowed(SigningAlgorithm algorithm, SecurityProfile profile) {
    return !profile.isFapi() || profile.algorithms().contains(algorithm);
  }

  private static OAuthError unsupported() {
    return OAuthError.serverError(
        "unsupported_signing_algorithm", "The token could not be signed as required.");
  }
}
