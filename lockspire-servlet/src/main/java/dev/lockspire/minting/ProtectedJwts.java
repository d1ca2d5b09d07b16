package dev.lockspire.minting;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.ProtectedResponse;
import dev.lockspire.http.OAuthError;
import dev.lockspire.keys.JwtSigner;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the JWTs that answer a client as it registered them: signed, and for those that registered
 * it encrypted afterwards, one inside the other (RFC 7519 §5.2). Fails closed: what has to be
 * encrypted is never sent in any other way.
 */
public final class ProtectedJwts {
  private final JwtSigner signer;
  private final SigningChoice signing;
  private final ClientEncryption encryption;
  private final Telemetry telemetry;

  public ProtectedJwts(
      JwtSigner signer, SigningChoice signing, ClientEncryption encryption, Telemetry telemetry) {
    this.signer = signer;
    this.signing = signing;
    this.encryption = encryption;
    this.telemetry = telemetry;
  }

  /**
   * Chooses what signs {@code response} to {@code client}, and finds the key it is encrypted to.
   * Whatever must be fetched is fetched here, so this belongs before anything that counts.
   *
   * @throws OAuthError 500 {@code server_error}: {@code unsupported_signing_algorithm} or {@code
   *     signing_key_not_found} when no active key may sign, or a reason of {@link
   *     EncryptionUnavailable}
   */
  public Prepared prepare(Client client, ProtectedResponse response) {
    return new Prepared(
        client,
        response,
        signing.forResponse(client, response),
        encrypting(client, response, () -> encryption.recipient(client, response)));
  }

  /** One JWT about to be made: its keys are at hand, and making it asks nobody any more. */
  public final class Prepared {
    private final Client client;
    private final ProtectedResponse response;
    private final SigningAlgorithm algorithm;
    private final Optional<Recipient> recipient;

    private Prepared(
        Client client,
        ProtectedResponse response,
        SigningAlgorithm algorithm,
        Optional<Recipient> recipient) {
      this.client = client;
      this.response = response;
      this.algorithm = algorithm;
      this.recipient = recipient;
    }

    /** What it will be signed with. */
    public SigningAlgorithm algorithm() {
      return algorithm;
    }

    /**
     * @param type the {@code typ} of the signed JWT
     * @param claims its payload as JSON
     * @return the compact serialization
     * @throws OAuthError 500 {@code server_error} when a key turns out to be missing or unusable
     */
    public String make(String type, byte[] claims) {
      String signed = signer.sign(algorithm, type, claims);
      return recipient
          .map(to -> encrypting(client, response, () -> to.encrypt(signed)))
          .orElse(signed);
    }
  }

  private <T> T encrypting(Client client, ProtectedResponse response, Supplier<T> step) {
    try {
      return step.get();
    } catch (EncryptionUnavailable unavailable) {
      Map<String, String> told = new HashMap<>(unavailable.evidence());
      told.put("client_id", client.clientId());
      told.put("protected_response", response.name().toLowerCase(Locale.ROOT));
      told.put("reason_code", unavailable.reason());
      telemetry.emit(TelemetryEvent.RESPONSE_ENCRYPTION_FAILED, told);
      throw OAuthError.serverError(
          unavailable.reason(), "The response cannot be encrypted as the client registered.");
    }
  }
}
