package dev.lockspire.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in the two forms that are stored or sent. */
public final class Sha256 {
  private static final HexFormat HEX = HexFormat.of();

  private Sha256() {}

  /** The digest of {@code bytes}. */
  public static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must offer SHA-256", e);
    }
  }

  /**
   * Lower-case hex of the digest of the UTF-8 form: how high-entropy values (codes, tokens) are
   * kept in the database.
   */
  public static String hex(String value) {
    return HEX.formatHex(digest(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Base64url of the digest of the UTF-8 form: PKCE S256 (RFC 7636 §4.2) and thumbprints. */
  public static String base64Url(String value) {
    return Base64Url.encode(digest(value.getBytes(StandardCharsets.UTF_8)));
  }
}
