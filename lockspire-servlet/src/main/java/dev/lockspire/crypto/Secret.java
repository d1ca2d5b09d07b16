package dev.lockspire.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A value that must never be seen: a client secret, a token on its way out, a password of the
 * database.
 *
 * <p>Redaction is by type. {@link #toString()} is masked, {@link #equals(Object)} takes the same
 * time wherever the values differ, and the plain value is only reached by calling {@link
 * #reveal()}, which makes every place that does so easy to find.
 */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The plain value. Call it only where the value leaves the process or is compared by digest. */
  public String reveal() {
    return value;
  }

  /** True when {@code presented} is the same value; constant-time in the content of both. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && matches(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "Secret[***]";
  }
}
