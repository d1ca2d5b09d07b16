package dev.lockspire.token;

import dev.lockspire.client.Client;
import dev.lockspire.config.RefreshConfig;
import dev.lockspire.crypto.ConstantTime;
import dev.lockspire.http.OAuthError;
import dev.lockspire.senderconstraint.Confirmation;
import java.util.Optional;

/**
 * Holds a refresh token to the keys it is bound to (RFC 9449 §5, RFC 8705 §4). Only these count:
 * what else a request proves is neither needed nor harmful.
 */
final class RefreshBinding {
  private final boolean bindConfidential;

  RefreshBinding(RefreshConfig config) {
    this.bindConfidential = config.bindConfidential();
  }

  /**
   * What is bound to what {@code sender} proves, for a token that is bound to {@code stored}.
   *
   * @throws OAuthError {@code invalid_grant} for another key, {@code invalid_dpop_proof} without a
   *     proof, {@code invalid_request} without the certificate
   */
  Confirmation of(Confirmation stored, Sender sender) {
    Optional<String> proven = sender.provenKey();
    if (stored.isBearer()) {
      return bearer(sender);
    }
    stored.x5tS256().ifPresent(sender::requireCertificate);
    if (stored.jkt().isEmpty()) {
      return stored;
    }
    String bound = stored.jkt().get();
    String key = proven.orElseGet(sender::requireProvenKey);
    if (ConstantTime.equal(key, bound)) {
      return stored;
    }
    if (mayChangeKeys(sender.client())) {
      return new Confirmation(Optional.of(key), stored.x5tS256());
    }
    throw mismatch().comparing("bound to", bound).comparing("proven", key);
  }

  /** Under FAPI a token that nothing is bound to is worth nothing, whatever is proven. */
  private static Confirmation bearer(Sender sender) {
    if (sender.profile().isFapi()) {
      sender.requireProofWhereDemanded();
      throw mismatch().comparing("bound to", "nothing");
    }
    return Confirmation.none();
  }

  /** RFC 9449 §5: the refresh token is bound to such a client by its authentication already. */
  private boolean mayChangeKeys(Client client) {
    return !bindConfidential
        && client.isConfidential()
        && client.metadata().tokenEndpointAuthMethod().provesPossession();
  }

  private static OAuthError mismatch() {
    return RefreshRules.refused("refresh_dpop_binding_mismatch");
  }
}
