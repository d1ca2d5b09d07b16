package dev.lockspire.minting;

import dev.lockspire.client.Client;
import dev.lockspire.client.ProtectedResponse;
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
   * The algorithm that the client registered for {@code response}, whether a key of it is active or
   * not. Of a client that registered none RS256 is expected (OpenID Connect Registration §2, JARM
   * §3, RFC 9701 §6); where a FAPI profile forbids that or keeps it out of the server's key set, and for
   * introspection where no key of it is active, it gets an allowed one.
   *
   * @throws OAuthError 500 {@code unsupported_signing_algorithm} when the profile forbids it,
   *     {@code signing_key_not_found} when any would do and there is none
   */
  public SigningAlgorithm forResponse(Client client, ProtectedResponse response) {
    SecurityProfile profile = client.profile(policy.get());
    Optional<SigningAlgorithm> registered = client.protection(response).signing();
    if (registered.isPresent()) {
      if (!allowed(registered.get(), profile)) {
        throw unsupported();
      }
      return registered.get();
    }
    SecurityProfile published = published(profile);
    Set<SigningAlgorithm> available = active.get();
    boolean replaceable = response == ProtectedResponse.INTROSPECTION;
    boolean expected =
        !published.isFapi() && (!replaceable || available.contains(SigningAlgorithm.RS256));
    return expected ? SigningAlgorithm.RS256 : fallback(available, published);
  }

  /**
   * A client may be exempt from the server's FAPI profile; the key set is not, and what nobody
   * asked for should verify with it.
   */
  private SecurityProfile published(SecurityProfile profile) {
    SecurityProfile server = policy.get().securityProfile();
    return server.isFapi() ? server : profile;
  }

  /**
   * The algorithm that the client registered, RS256 if none (JARM §3); under the FAPI 2.0 Security
   * Profile, which forbids RS256, a client that registered none gets an allowed one. Message
   * signing leaves nothing to choose: there the client must have registered it.
   *
   * @throws OAuthError 400 {@code server_error}: {@code invalid_jarm_client_metadata} when message
   *     signing demands another registration, {@code invalid_signing_key} when no active key is
   *     allowed
   */
  SigningAlgorithm forAuthorizationResponse(Client client) {
    SecurityProfile profile = client.profile(policy.get());
    SecurityProfile published = published(profile);
    Set<SigningAlgorithm> available = active.get();
    Optional<SigningAlgorithm> registered =
        client.protection(ProtectedResponse.AUTHORIZATION).signing();
    if (profile == SecurityProfile.FAPI_2_0_MESSAGE_SIGNING
        && registered.filter(profile.algorithms()::contains).isEmpty()) {
      throw unsignable("invalid_jarm_client_metadata");
    }
    return registered
        .or(
            () ->
                published.isFapi()
                    ? any(available, published)
                    : Optional.of(SigningAlgorithm.RS256))
        .filter(algorithm -> usable(algorithm, available, profile))
        .orElseThrow(() -> unsignable("invalid_signing_key"));
  }

  private static OAuthError unsignable(String reason) {
    return OAuthError.of(400, "server_error", reason, JarmMint.DESCRIPTION);
  }

  private SigningAlgorithm fallback(Set<SigningAlgorithm> available, SecurityProfile profile) {
    if (available.isEmpty()) {
      throw OAuthError.serverError("signing_key_not_found", "The token could not be signed.");
    }
    return any(available, profile).orElseThrow(SigningChoice::unsupported);
  }

  /** The preferred algorithm if it can be used, else any other that can. */
  private Optional<SigningAlgorithm> any(Set<SigningAlgorithm> available, SecurityProfile profile) {
    return usable(preferred, available, profile)
        ? Optional.of(preferred)
        : profile.algorithms().stream().filter(available::contains).findFirst();
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
