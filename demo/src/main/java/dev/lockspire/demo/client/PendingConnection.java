package dev.lockspire.demo.client;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What the app keeps to itself between sending a person off and their return.
 *
 * @param state ties the answer to this browser
 * @param nonce ties the ID token to this request
 * @param verifier proves that the one who redeems the code is the one who asked (RFC 7636)
 */
record PendingConnection(String state, String nonce, String verifier) implements Serializable {

  static PendingConnection random(SecureRandom random) {
    return new PendingConnection(text(random), text(random), text(random));
  }

  private static String text(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return base64Url(bytes);
  }

  /** {@code code_challenge} with method S256 (RFC 7636 §4.2). */
  String challenge() {
    try {
      byte[] ascii = verifier.getBytes(StandardCharsets.US_ASCII);
      return base64Url(MessageDigest.getInstance("SHA-256").digest(ascii));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Neither state nor verifier may reach a log. */
  @Override
  public String toString() {
    return "PendingConnection[***]";
  }
}
