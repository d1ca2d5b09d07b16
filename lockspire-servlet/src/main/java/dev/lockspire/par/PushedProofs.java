package dev.lockspire.par;

import dev.lockspire.client.Client;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.senderconstraint.NoncePurpose;
import dev.lockspire.senderconstraint.ProofDemand;
import dev.lockspire.senderconstraint.ProofErrors;
import dev.lockspire.senderconstraint.ProofRefused;
import dev.lockspire.senderconstraint.ProofTargets;
import dev.lockspire.senderconstraint.ProofVerifier;
import dev.lockspire.senderconstraint.SenderConstraints;
import dev.lockspire.senderconstraint.VerifiedProof;
import java.util.List;
import java.util.Optional;

/**
 * DPoP proofs beside pushed requests: the code can be redeemed with their key alone, as if {@code
 * dpop_jkt} had named it (RFC 9449 §10.1).
 */
public final class PushedProofs {
  private static final String JKT = "dpop_jkt";

  private final ProofVerifier verifier;
  private final SenderConstraints constraints;
  private final ProofTargets targets;

  public PushedProofs(ProofVerifier verifier, SenderConstraints constraints, ProofTargets targets) {
    this.verifier = verifier;
    this.constraints = constraints;
    this.targets = targets;
  }

  /**
   * Empty when none was sent.
   *
   * @throws OAuthError when the one that was sent does not hold
   */
  Optional<VerifiedProof> verified(Call call, Client client) {
    List<String> sent = call.headers().all("DPoP");
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          verifier.verify(
              sent,
              new ProofDemand(
                  NoncePurpose.AUTHORIZATION_SERVER,
                  call.method(),
                  targets.of(call),
                  constraints.profile(client),
                  Optional.empty(),
                  Optional.empty())));
    } catch (ProofRefused refused) {
      throw error(refused);
    }
  }

  /** {@code sent} with the key of the proof, which must not be another than it names itself. */
  static Parameters bound(Parameters sent, Optional<VerifiedProof> proof) {
    if (proof.isEmpty()) {
      return sent;
    }
    String jkt = proof.get().jkt();
    Optional<String> named = sent.nonEmpty(JKT);
    if (named.isPresent() && !named.get().equals(jkt)) {
      throw OAuthError.of(
              400,
              "invalid_dpop_proof",
              "dpop_jkt_mismatch",
              "The DPoP proof is not made with the key that dpop_jkt names.")
          .comparing("dpop_jkt", named.get())
          .comparing("key of the proof", jkt);
    }
    return named.isPresent() ? sent : sent.and(new Parameters.Builder().add(JKT, jkt).build());
  }

  OAuthError replayed() {
    return error(new ProofRefused("dpop_proof_replayed"));
  }

  private OAuthError error(ProofRefused refused) {
    return ProofErrors.of(refused, () -> verifier.freshNonce(NoncePurpose.AUTHORIZATION_SERVER));
  }
}
