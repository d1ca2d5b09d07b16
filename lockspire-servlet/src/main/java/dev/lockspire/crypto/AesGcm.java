package dev.lockspire.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a random 96-bit nonce in front of the ciphertext (NIST SP 800-38D). */
final class AesGcm {
  static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private AesGcm() {}

  static byte[] seal(byte[] key, byte[] nonce, byte[] plain, byte[] header) {
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, header);
      byte[] sealed = new byte[header.length + NONCE_BYTES + cipher.getOutputSize(plain.length)];
      System.arraycopy(header, 0, sealed, 0, header.length);
      System.arraycopy(nonce, 0, sealed, header.length, NONCE_BYTES);
      cipher.doFinal(plain, 0, plain.length, sealed, header.length + NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  static byte[] open(byte[] key, byte[] sealed, byte[] header) {
    int start = header.length + NONCE_BYTES;
    if (sealed.length < start + TAG_BITS / 8) {
      throw new SealBroken("sealed value is too short");
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, key, sealed, header.length, header)
          .doFinal(sealed, start, sealed.length - start);
    } catch (AEADBadTagException e) {
      throw new SealBroken("sealed value does not open with this key and purpose");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonceIn, int offset, byte[] header)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(TAG_BITS, nonceIn, offset, NONCE_BYTES));
    cipher.updateAAD(header);
    return cipher;
  }
}
