package dev.lockspire.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

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
   * The bytes behind {@code text}, when it is the one canonical spelling of them, without padding
   * and without stray bits at its end: nobody can vary a value that was seen before. Empty
   * otherwise.
   */
  public static Optional<byte[]> canonical(String text) {
    if (text.endsWith("=")) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = DECODER.decode(text);
    } catch (IllegalArgumentException notBase64Url) {
      return Optional.empty();
    }
    // Only the last, incomplete group of four characters has bits to spare.
    byte[] last = Arrays.copyOfRange(bytes, bytes.length - bytes.length % 3, bytes.length);
    return text.endsWith(encode(last)) ? Optional.of(bytes) : Optional.empty();
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
