package dev.lockspire.senderconstraint;

import java.util.List;

/** Verifies DPoP proofs (RFC 9449 §4.3) and hands out the nonces they must hold (§8). */
public interface ProofVerifier {

  /**
   * @param headers every value of the {@code DPoP} header
   * @throws ProofRefused naming the first check that failed; {@code missing_dpop_proof} without a
   *     header
   */
  VerifiedProof verify(List<String> headers, ProofDemand demand);

  /** A nonce for the next proof. */
  String freshNonce(NoncePurpose purpose);
}
