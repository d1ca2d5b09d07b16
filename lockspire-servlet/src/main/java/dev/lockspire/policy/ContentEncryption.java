package dev.lockspire.policy;

import com.nimbusds.jose.EncryptionMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What encrypts the content of an encrypted JWT (RFC 7518 §5). */
public enum ContentEncryption {
  /** What holds for whoever registers an algorithm and no encryption (RFC 7591 and successors). */
  A128CBC_HS256("A128CBC-HS256"),
  A128GCM("A128GCM"),
  A256GCM("A256GCM");

  private final String wireName;

  ContentEncryption(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire: {@code A128CBC-HS256}. */
  public String wireName() {
    return wireName;
  }

  public EncryptionMethod jwe() {
    return EncryptionMethod.parse(wireName);
  }

  /** Every one as it is named on the wire, always in the same order. */
  public static List<String> names() {
    return Arrays.stream(values()).map(ContentEncryption::wireName).toList();
  }

  public static Optional<ContentEncryption> ofWireName(String name) {
    for (ContentEncryption encryption : values()) {
      if (encryption.wireName.equals(name)) {
        return Optional.of(encryption);
      }
    }
    return Optional.empty();
  }
}
