package dev.lockspire.minting;

import dev.lockspire.keys.RecipientKey;
import dev.lockspire.policy.ContentEncryption;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client whose key for an encrypted response is at hand: encrypting fetches nothing any more. */
public final class Recipient {
  private static final Logger LOG = LoggerFactory.getLogger(Recipient.class);

  private final RecipientKey key;
  private final ContentEncryption content;

  Recipient(RecipientKey key, ContentEncryption content) {
    this.key = key;
    this.content = content;
  }

  /**
   * The signed {@code jwt} inside an encrypted one.
   *
   * @throws EncryptionUnavailable {@code encryption_failed} when the key turns out to be unusable
   */
  public String encrypt(String jwt) {
    try {
      return key.encrypt(jwt, content);
    } catch (GeneralSecurityException | RuntimeException e) {
      LOG.error("A response could not be encrypted", e);
      throw new EncryptionUnavailable("encryption_failed", Map.of());
    }
  }
}
