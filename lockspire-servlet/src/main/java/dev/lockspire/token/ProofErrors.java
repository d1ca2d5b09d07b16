package dev.lockspire.token;

import dev.lockspire.http.OAuthError;
import dev.lockspire.senderconstraint.ProofRefused;
import java.util.function.Supplier;

/**
 * What the token endpoint answers when a DPoP proof is missing or does not hold (RFC 9449 §5, §8).
 */
final class ProofErrors {
  static final String NONCE = "DPoP-Nonce";
  static final String EXPOSE = "Access-Control-Expose-Headers";

  private ProofErrors() {}

  static OAuthError missing() {
    return OAuthError.of(
        400, "invalid_dpop_proof", "missing_dpop_proof", "A DPoP proof is required.");
  }

  /**
   * @param nonce makes the one that a retry must hold
   */
  static OAuthError of(ProofRefused refused, Supplier<String> nonce) {
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
}
