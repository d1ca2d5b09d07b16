package dev.lockspire.host;

import java.util.Objects;
import java.util.Optional;

/**
 * A person as the host knows them.
 *
 * @param subject stable, never reassigned, non-empty internal identifier of at most 255 ASCII
 *     characters; becomes {@code sub} (OpenID Connect Core §2). Never an e-mail address.
 * @param detail whatever the host wants to find again in {@link AccountResolver#buildClaims}, such
 *     as its own account object; not looked into and not stored
 */
public record Account(String subject, Optional<Object> detail) {

  public Account {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(detail, "detail");
    if (subject.isBlank() || subject.length() > 255) {
      throw new IllegalArgumentException("a subject has 1 to 255 characters");
    }
  }

  public static Account of(String subject) {
    return new Account(subject, Optional.empty());
  }

  public static Account of(String subject, Object detail) {
    return new Account(subject, Optional.of(detail));
  }
}
