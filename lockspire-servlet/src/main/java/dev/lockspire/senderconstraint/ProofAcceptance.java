package dev.lockspire.senderconstraint;

import dev.lockspire.http.RuleTrace;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.storage.StorageFailure;
import java.util.List;

/**
 * Verifies a DPoP proof and uses it up: what resources do, where nothing else has to be used up in
 * the same statement (RFC 9449 §7, §11.1).
 */
public final class ProofAcceptance {
  private final ProofVerifier verifier;
  private final SingleUses uses;
  private final RuleTrace trace;

  public ProofAcceptance(ProofVerifier verifier, SingleUses uses, RuleTrace trace) {
    this.verifier = verifier;
    this.uses = uses;
    this.trace = trace;
  }

  /**
   * @param headers every value of the {@code DPoP} header
   * @throws ProofRefused when it does not hold, was used before, or that cannot be known: {@code
   *     dpop_proof_replayed}, {@code dpop_replay_store_failed}
   */
  public VerifiedProof accept(List<String> headers, ProofDemand demand) {
    VerifiedProof proof = verifier.verify(headers, demand);
    trace.require(ProofRule.PROOF_IS_NEW, () -> claim(proof));
    return proof;
  }

  /** As {@link ProofVerifier#freshNonce}, for resources. */
  public String freshNonce() {
    return verifier.freshNonce(NoncePurpose.RESOURCE_SERVER);
  }

  private void claim(VerifiedProof proof) {
    boolean isNew;
    try {
      isNew = uses.claim(proof.use());
    } catch (StorageFailure unreachable) {
      throw new ProofRefused("dpop_replay_store_failed");
    }
    if (!isNew) {
      throw new ProofRefused("dpop_proof_replayed");
    }
  }
}
