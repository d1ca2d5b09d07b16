package dev.lockspire.par;

import static dev.lockspire.par.PushRule.*;

import dev.lockspire.client.Client;
import dev.lockspire.clientauth.SentOnce;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.senderconstraint.VerifiedProof;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Validates a push (RFC 9126 §2.1): the list of rules, in order. */
final class PushRules {
  private final Function<Call, ? extends PushingClient> examine;
  private final PushedProofs proofs;
  private final RequestValidation request;
  private final RuleTrace trace;

  PushRules(
      Function<Call, ? extends PushingClient> examine,
      PushedProofs proofs,
      RequestValidation request,
      RuleTrace trace) {
    this.examine = examine;
    this.proofs = proofs;
    this.request = request;
    this.trace = trace;
  }

  /**
   * A request that passed every rule but the last.
   *
   * @param parameters with the key that the proof binds the code to
   */
  record Accepted(Parameters parameters, Optional<VerifiedProof> proof) {}

  /**
   * Who pushes.
   *
   * @throws OAuthError 401 when the client did not prove who it is, 400 when the form names another
   *     client than it proved to be
   */
  PushingClient client(Call call) {
    trace.require(
        PARAMETERS_ARE_NOT_REPEATED, () -> SentOnce.check(call.form(), Set.of("resource")));
    return trace.check(CLIENT_IS_AUTHENTICATED, () -> examined(call));
  }

  /**
   * @throws OAuthError when a rule fails
   */
  Accepted check(Call call, Client client) {
    Parameters sent = call.form();
    trace.require(REFERENCE_IS_NOT_PUSHED, () -> noReference(sent));
    Optional<VerifiedProof> proof = trace.check(PROOF_HOLDS, () -> proofs.verified(call, client));
    Parameters bound = trace.check(PROOF_BINDS_THE_SAME_KEY, () -> PushedProofs.bound(sent, proof));
    request.check(call.issuer().value(), client, bound);
    return new Accepted(bound, proof);
  }

  /** The last rule. */
  void unused(boolean proofIsNew) {
    if (!proofIsNew) {
      throw proofs.replayed();
    }
  }

  private PushingClient examined(Call call) {
    try {
      return examine.apply(call);
    } catch (OAuthError refused) {
      if (!refused.reason().equals("client_id_mismatch")) {
        throw refused;
      }
      // Two names in one request are the client's mistake, not a failed attempt to be somebody.
      OAuthError mismatch =
          OAuthError.of(400, refused.error(), refused.reason(), "The request names two clients.")
              .comparing(refused.compared());
      for (var header : refused.headers()) {
        mismatch = mismatch.withHeader(header.name(), header.value());
      }
      throw mismatch;
    }
  }

  private static void noReference(Parameters sent) {
    if (sent.nonEmpty("request_uri").isPresent()) {
      throw OAuthError.invalidRequest("unsupported_request_uri", "A request_uri cannot be pushed.");
    }
  }
}
