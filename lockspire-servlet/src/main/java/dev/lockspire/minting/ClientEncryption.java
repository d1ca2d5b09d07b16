package dev.lockspire.minting;

import dev.lockspire.client.Client;
import dev.lockspire.client.ProtectedResponse;
import dev.lockspire.client.ResponseProtection.Encryption;
import dev.lockspire.keys.RecipientKey;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeyAttempt.KeyProblem;
import dev.lockspire.remotejwks.KeysUnavailable;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the key that a client wants a response encrypted to: among its inline keys, else at its
 * {@code jwks_uri}, which is looked at once more when no key there will do.
 *
 * <p>Finding and encrypting are two steps, so that what must be fetched is fetched before a
 * transaction begins.
 */
public final class ClientEncryption {
  private final Function<Client, KeyAttempt> clientKeys;

  /**
   * @param clientKeys the public keys of a client, for one attempt
   */
  public ClientEncryption(Function<Client, KeyAttempt> clientKeys) {
    this.clientKeys = clientKeys;
  }

  /**
   * Whom {@code response} has to be encrypted to; empty when {@code client} wants it signed at
   * most.
   *
   * @throws EncryptionUnavailable when it has to be encrypted and no key can be had for it
   */
  public Optional<Recipient> recipient(Client client, ProtectedResponse response) {
    Optional<Encryption> wanted = client.protection(response).encryption();
    return wanted.map(encryption -> new Recipient(key(client, encryption), encryption.content()));
  }

  private RecipientKey key(Client client, Encryption encryption) {
    KeyAttempt attempt = clientKeys.apply(client);
    Optional<RecipientKey> key;
    try {
      key = RecipientKey.choose(attempt.keys(), encryption.algorithm());
      if (key.isEmpty() && attempt.refresh()) {
        key = RecipientKey.choose(attempt.keys(), encryption.algorithm());
      }
    } catch (KeysUnavailable unavailable) {
      throw new EncryptionUnavailable(unavailable.reason(), attempt.evidence());
    }
    if (key.isEmpty()) {
      attempt.failed(KeyProblem.KEY_UNAVAILABLE, false);
      throw new EncryptionUnavailable("encryption_key_unavailable", attempt.evidence());
    }
    attempt.succeeded();
    return key.get();
  }
}
