package dev.lockspire.senderconstraint;

import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the endpoints of the authorization server answer when a DPoP proof is missing or does not
 * hold (RFC 9449 §5, §8, §10.1).
 */
public final class ProofErrors {
  private static final String NONCE = "DPoP-Nonce";
  private static final String EXPOSE = "Access-Control-Expose-Headers";

  private ProofErrors() {}

  /** The error for a request that must carry a proof and carries none. */
  public static OAuthError missing() {
    return OAuthError.of(
        400, "invalid_dpop_proof", "missing_dpop_proof", "A DPoP proof is required.");
  }

  /**
   * The error for a proof that does not hold.
   *
   * @param nonce makes the one that a retry must hold
   */
  public static OAuthError of(ProofRefused refused, Supplier<String> nonce) {
    OAuthError error =
        refused.needsNonce()
            ? OAuthError.of(
                    400,
                    "use_dpop_nonce",
                    refused.reason(),
                    "The DPoP proof must hold the nonce that this answer carries.")
                .withHeader(NONCE, nonce.get())
                .withHeader(EXPOSE, NONCE)
            : OAuthError.of(
                400, "invalid_dpop_proof", refused.reason(), "The DPoP proof does not hold.");
    return error.comparing(refused.compared());
  }

  /** {@code reply} with the nonce for the next proof, when there is one to hand out. */
  public static Reply withNonce(Reply reply, Optional<String> nonce) {
    return nonce
        .map(fresh -> reply.withHeader(NONCE, fresh).withHeader(EXPOSE, NONCE))
        .orElse(reply);
  }
}
