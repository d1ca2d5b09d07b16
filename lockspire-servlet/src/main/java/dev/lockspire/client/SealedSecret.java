package dev.lockspire.client;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;

/** A client secret that only the key ring can open again, see {@link HmacSecrets}. */
public final class SealedSecret {
  private final byte[] sealed;

  SealedSecret(byte[] sealed) {
    this.sealed = sealed.clone();
  }

  byte[] bytes() {
    return sealed.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedSecret secret && Arrays.equals(sealed, secret.sealed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sealed);
  }

  @Override
  public String toString() {
    return "SealedSecret[***]";
  }

  /** As it lies in its column. */
  @Converter(autoApply = true)
  static final class Column implements AttributeConverter<SealedSecret, byte[]> {
    @Override
    public byte[] convertToDatabaseColumn(SealedSecret secret) {
      return secret == null ? null : secret.bytes();
    }

    @Override
    public SealedSecret convertToEntityAttribute(byte[] bytes) {
      return bytes == null ? null : new SealedSecret(bytes);
    }
  }
}
