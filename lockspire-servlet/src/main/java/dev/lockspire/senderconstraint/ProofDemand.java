package dev.lockspire.senderconstraint;

import dev.lockspire.policy.SigningAlgorithm;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a DPoP proof has to prove (RFC 9449 §4.3).
 *
 * @param purpose which nonces count
 * @param method HTTP method of the request, as sent
 * @param targets absolute URLs that the proof may name, the canonical one first
 * @param algorithms what it may be signed with
 * @param accessToken the token it accompanies, whose hash it must hold; empty at the token endpoint
 * @param boundTo thumbprint of the key it must be signed with; empty when any key will do
 */
public record ProofDemand(
    NoncePurpose purpose,
    String method,
    List<String> targets,
    Set<SigningAlgorithm> algorithms,
    Optional<String> accessToken,
    Optional<String> boundTo) {

  public ProofDemand {
    targets = List.copyOf(targets);
    algorithms = Set.copyOf(algorithms);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a proof is made for a target");
    }
  }

  @Override
  public String toString() {
    return "ProofDemand[" + purpose + ", " + method + ", " + targets + "]";
  }
}
