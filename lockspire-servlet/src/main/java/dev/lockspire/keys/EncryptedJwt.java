package dev.lockspire.keys;

import com.nimbusds.jose.JWEObject;
import dev.lockspire.crypto.Base64Url;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JWE in compact form (RFC 7516 §3.1), taken apart and not opened. Bounded to 65 536 characters
 * and in the nesting of its header.
 */
public final class EncryptedJwt {
  /** Of the whole; what is inside has fewer. */
  public static final int MAX_CHARACTERS = 64 * 1024;

  private static final int PARTS = 5;

  private final String text;
  private final Map<String, Object> header;

  private EncryptedJwt(String text, Map<String, Object> header) {
    this.text = text;
    this.header = header;
  }

  /** True when {@code text} has the five parts of an encrypted JWT, whatever is in them. */
  public static boolean looksLikeOne(String text) {
    return text.chars().filter(c -> c == '.').count() == PARTS - 1;
  }

  /**
   * Empty when {@code text} has not five parts in the one canonical base64url spelling, the first
   * of them a JSON object, or is too long.
   */
  public static Optional<EncryptedJwt> of(String text) {
    if (text.length() > MAX_CHARACTERS || !looksLikeOne(text)) {
      return Optional.empty();
    }
    String[] parts = text.split("\\.", -1);
    boolean canonical = Stream.of(parts).map(Base64Url::canonical).allMatch(Optional::isPresent);
    return canonical
        ? CompactJws.object(parts[0], MAX_CHARACTERS).map(header -> new EncryptedJwt(text, header))
        : Optional.empty();
  }

  /** The protected header: nobody vouches for it before the JWT is opened. */
  public Map<String, Object> header() {
    return header;
  }

  /** A header parameter; empty when it is absent or no string. */
  public Optional<String> header(String name) {
    return header.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
  }

  /** What is inside when {@code key} opens it. */
  Optional<String> openedBy(DecryptionKey key) {
    try {
      JWEObject sealed = JWEObject.parse(text);
      return key.opens(sealed) ? Optional.of(sealed.getPayload().toString()) : Optional.empty();
    } catch (ParseException | RuntimeException malformed) {
      return Optional.empty();
    }
  }

  /** It may hold somebody's personal data. */
  @Override
  public String toString() {
    return "EncryptedJwt[***]";
  }
}
