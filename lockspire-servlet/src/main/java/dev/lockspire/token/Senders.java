package dev.lockspire.token;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.client.Client;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.replay.SingleUse;
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
import java.util.function.Function;

/**
 * Finds out who sends a token request: the client's credentials, then its DPoP proof, and both used
 * up in one statement. A proof is used up even if the grant then refuses.
 */
public final class Senders {
  private static final String REPLAYED = "dpop_proof_replayed";

  private final Function<Call, ? extends TokenCaller> examine;
  private final ProofVerifier proofs;
  private final SenderConstraints constraints;
  private final ProofTargets targets;
  private final Telemetry telemetry;
  private final RuleTrace trace;

  /**
   * @param examine the client behind a call, or throws {@link OAuthError}
   */
  public Senders(
      Function<Call, ? extends TokenCaller> examine,
      ProofVerifier proofs,
      SenderConstraints constraints,
      ProofTargets targets,
      Telemetry telemetry,
      RuleTrace trace) {
    this.examine = examine;
    this.proofs = proofs;
    this.constraints = constraints;
    this.targets = targets;
    this.telemetry = telemetry;
    this.trace = trace;
  }

  /**
   * @throws OAuthError 401 when the client did not prove who it is, 500 when it cannot be known
   *     whether what it sent was used before
   */
  Sender identify(Call call) {
    TokenCaller caller =
        trace.check(EndpointRule.CLIENT_IS_AUTHENTICATED, () -> examine.apply(call));
    List<String> sent = call.headers().all("DPoP");
    if (sent.isEmpty()) {
      claim(caller, Optional.empty());
      return sender(call, caller, Optional.empty(), Optional.empty());
    }
    VerifiedProof proof;
    try {
      proof = proofs.verify(sent, demand(call, caller.client()));
    } catch (ProofRefused refused) {
      claim(caller, Optional.empty());
      return sender(call, caller, Optional.empty(), Optional.of(error(refused)));
    }
    return claim(caller, Optional.of(proof.use()))
        ? sender(call, caller, Optional.of(proof), Optional.empty())
        : sender(call, caller, Optional.empty(), Optional.of(error(new ProofRefused(REPLAYED))));
  }

  private ProofDemand demand(Call call, Client client) {
    return new ProofDemand(
        NoncePurpose.AUTHORIZATION_SERVER,
        call.method(),
        targets.of(call),
        constraints.profile(client),
        Optional.empty(),
        Optional.empty());
  }

  private boolean claim(TokenCaller caller, Optional<SingleUse.Proof> proof) {
    return trace.check(EndpointRule.CREDENTIALS_ARE_UNUSED, () -> caller.claim(proof));
  }

  private OAuthError error(ProofRefused refused) {
    return ProofErrors.of(refused, () -> proofs.freshNonce(NoncePurpose.AUTHORIZATION_SERVER));
  }

  private Sender sender(
      Call call, TokenCaller caller, Optional<VerifiedProof> proof, Optional<OAuthError> refused) {
    return new Sender(caller.client(), constraints, proof, refused, call.certificates(), telemetry);
  }
}
