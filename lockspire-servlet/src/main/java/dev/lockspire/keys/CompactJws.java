package dev.lockspire.keys;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A JWS in compact form (RFC 7515 §3.1), taken apart and not yet believed. Bounded in length, to 16
 * 384 characters where nothing else is said, and to the nesting that {@link JsonReader} allows.
 */
public final class CompactJws {
  static final int MAX_CHARACTERS = 16 * 1024;

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
    return of(text, MAX_CHARACTERS);
  }

  /**
   * As {@link #of(String)}.
   *
   * @param maxCharacters the bound
   */
  public static Optional<CompactJws> of(String text, int maxCharacters) {
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    if (text.length() > maxCharacters || first < 1 || second < 0) {
      return Optional.empty();
    }
    byte[] signature = Base64Url.canonical(text.substring(second + 1)).orElse(null);
    Map<String, Object> header = object(text.substring(0, first), maxCharacters).orElse(null);
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
    return object(signed.substring(payloadAt), signed.length());
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

  /** The JSON object that {@code encoded} spells in its one canonical way. */
  static Optional<Map<String, Object>> object(String encoded) {
    return object(encoded, MAX_CHARACTERS);
  }

  static Optional<Map<String, Object>> object(String encoded, int maxCharacters) {
    return Base64Url.canonical(encoded)
        .flatMap(
            bytes -> JsonReader.object(new String(bytes, StandardCharsets.UTF_8), maxCharacters));
  }
}
