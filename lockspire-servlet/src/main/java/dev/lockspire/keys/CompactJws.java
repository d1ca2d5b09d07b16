package dev.lockspire.keys;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A JWS in compact form (RFC 7515 §3.1), taken apart and not yet believed. Bounded to 16 384
 * characters and to the nesting that {@link JsonReader} allows.
 */
public final class CompactJws {
  private static final int MAX_CHARACTERS = 16 * 1024;

  private final Map<String, Object> header;
  private final String signed;
  private final int payloadAt;
  private final byte[] signature;

  private CompactJws(Map<String, Object> header, String signed, int payloadAt, byte[] signature) {
    this.header = header;
    this.signed = signed;
    this.payloadAt = payloadAt;
    this.signature = signature;
  }

  /**
   * The parts of {@code text}; empty when they are not three in the one canonical base64url
   * spelling, the first of them a JSON object, or when there is more of it than the bound.
   */
  public static Optional<CompactJws> of(String text) {
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    if (text.length() > MAX_CHARACTERS || first < 1 || second < 0) {
      return Optional.empty();
    }
    byte[] signature = decoded(text.substring(second + 1)).orElse(null);
    Map<String, Object> header = object(text.substring(0, first)).orElse(null);
    return signature == null || header == null
        ? Optional.empty()
        : Optional.of(new CompactJws(header, text.substring(0, second), first + 1, signature));
  }

  public Map<String, Object> header() {
    return header;
  }

  /** A header parameter; empty when it is absent or no string. */
  public Optional<String> header(String name) {
    return header.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The payload when it is a JSON object; parsed at each call. */
  public Optional<Map<String, Object>> claims() {
    return object(signed.substring(payloadAt));
  }

  /** What the signature covers (RFC 7515 §5.1). */
  public byte[] signingInput() {
    return signed.getBytes(StandardCharsets.US_ASCII);
  }

  public byte[] signature() {
    return signature.clone();
  }

  /** It may be somebody's credential. */
  @Override
  public String toString() {
    return "CompactJws[***]";
  }

  private static Optional<Map<String, Object>> object(String encoded) {
    return decoded(encoded)
        .flatMap(
            bytes -> JsonReader.object(new String(bytes, StandardCharsets.UTF_8), MAX_CHARACTERS));
  }

  /** Only the one canonical spelling, so that nobody can vary a token that was seen before. */
  private static Optional<byte[]> decoded(String text) {
    try {
      byte[] bytes = Base64Url.decode(text);
      return Base64Url.encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException notBase64Url) {
      return Optional.empty();
    }
  }
}
