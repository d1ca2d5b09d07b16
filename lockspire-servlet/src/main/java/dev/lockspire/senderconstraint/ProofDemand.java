package dev.lockspire.senderconstraint;

import dev.lockspire.policy.SecurityProfile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a DPoP proof has to prove (RFC 9449 §4.3).
 *
 * @param purpose which nonces count
 * @param method HTTP method of the request, as sent
 * @param targets absolute URLs that the proof may name, the canonical one first
 * @param profile that holds for the client: which algorithms and clocks it allows
 * @param accessToken the token it accompanies, whose hash it must hold; empty at the token endpoint
 * @param boundTo thumbprint of the key it must be signed with; empty when any key will do
 */
public record ProofDemand(
    NoncePurpose purpose,
    String method,
    List<String> targets,
    SecurityProfile profile,
    Optional<String> accessToken,
    Optional<String> boundTo) {

  public ProofDemand {
    targets = List.copyOf(targets);
    Objects.requireNonNull(profile, "profile");
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a proof is made for a target");
    }
  }

  /**
   * What a resource demands of whoever shows it a token that is bound to a key (RFC 9449 §7.1).
   *
   * @param accessToken the token it accompanies
   * @param boundTo thumbprint of the key that the token is bound to
   */
  public static ProofDemand ofResource(
      String method,
      List<String> targets,
      SecurityProfile profile,
      String accessToken,
      String boundTo) {
    return new ProofDemand(
        NoncePurpose.RESOURCE_SERVER,
        method,
        targets,
        profile,
        Optional.of(accessToken),
        Optional.of(boundTo));
  }

  @Override
  public String toString() {
    return "ProofDemand[" + purpose + ", " + method + ", " + targets + "]";
  }
}
