package dev.lockspire.crypto;

import java.util.Base64;

/** Base64url without padding (RFC 4648 §5, RFC 7515 §2). */
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * The bytes behind {@code text}.
   *
   * @throws IllegalArgumentException when {@code text} is not base64url
   */
  public static byte[] decode(String text) {
    return DECODER.decode(text);
  }

  /**
   * True when {@code text} holds {@code length} characters of the base64url alphabet and no others.
   */
  public static boolean isToken(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean inAlphabet =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!inAlphabet) {
        return false;
      }
    }
    return true;
  }
}
