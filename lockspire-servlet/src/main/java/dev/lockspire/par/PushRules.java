package dev.lockspire.par;

import static dev.lockspire.par.PushRule.*;

import dev.lockspire.client.Client;
import dev.lockspire.clientauth.SentOnce;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.requestobject.RequestObjects;
import dev.lockspire.requestobject.RequestedParameters;
import dev.lockspire.senderconstraint.VerifiedProof;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Validates a push (RFC 9126 §2.1): the list of rules, in order. */
final class PushRules {
  /** What a client proves itself with in the form: no part of what it asks for (RFC 9126 §3). */
  private static final Set<String> CREDENTIALS =
      Set.of("client_secret", "client_assertion", "client_assertion_type");

  private final Function<Call, ? extends PushingClient> examine;
  private final RequestObjects objects;
  private final PushedProofs proofs;
  private final RequestValidation request;
  private final RuleTrace trace;

  PushRules(
      Function<Call, ? extends PushingClient> examine,
      RequestObjects objects,
      PushedProofs proofs,
      RequestValidation request,
      RuleTrace trace) {
    this.examine = examine;
    this.objects = objects;
    this.proofs = proofs;
    this.request = request;
    this.trace = trace;
  }

  /**
   * A request that passed every rule but the last.
   *
   * @param request with the key that the proof binds the code to
   */
  record Accepted(RequestedParameters request, Optional<VerifiedProof> proof) {

    /** What may be used once only, with what the client proved itself with. */
    SingleUses.Presented with(Optional<SingleUse.AssertionId> assertion) {
      return new SingleUses.Presented(assertion, proof.map(VerifiedProof::use), request.use());
    }
  }

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
    String issuer = call.issuer().value();
    Parameters sent = call.form().without(CREDENTIALS);
    RequestedParameters asked = objects.open(issuer, client, sent);
    trace.require(REFERENCE_IS_NOT_PUSHED, () -> noReference(sent));
    Optional<VerifiedProof> proof = trace.check(PROOF_HOLDS, () -> proofs.verified(call, client));
    Parameters bound =
        trace.check(PROOF_BINDS_THE_SAME_KEY, () -> PushedProofs.bound(asked.parameters(), proof));
    request.check(issuer, client, bound, asked.signed());
    return new Accepted(asked.with(bound), proof);
  }

  /** The last rules: {@code claim} uses everything up, and answers what of it was new. */
  void unused(Supplier<SingleUses.Fresh> claim) {
    SingleUses.Fresh fresh =
        trace.check(
            CREDENTIALS_ARE_UNUSED,
            () -> {
              SingleUses.Fresh claimed = claim.get();
              if (!claimed.proof()) {
                throw proofs.replayed();
              }
              return claimed;
            });
    objects.requireNew(fresh.object());
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
