package dev.lockspire.traffic;

import java.util.Locale;
import java.util.Optional;

/** A fact about an accepted request that a stricter policy could take exception to, or needs. */
public enum Trait {
  /** An authorization request that came through the browser alone (RFC 9126 §5). */
  DIRECT_REQUEST,
  /** An authorization request that was pushed first. */
  PUSHED_REQUEST,
  /** An authorization request without a code challenge (RFC 7636). */
  REQUEST_WITHOUT_CHALLENGE,
  REQUEST_WITH_CHALLENGE,
  /** An authorization request whose answer was asked for as plain parameters. */
  PLAIN_RESPONSE,
  /** An authorization request whose answer was asked for as a JWT (JARM §2.3). */
  SIGNED_RESPONSE,
  /** An authorization request that no signed request object said (RFC 9101). */
  UNSIGNED_REQUEST,
  /** An authorization request that a signed request object said. */
  SIGNED_REQUEST,
  /** A client assertion signed with another algorithm than ES256 and PS256. */
  ASSERTION_BY_OTHER_ALGORITHM,
  ASSERTION_BY_FAPI_ALGORITHM,
  /** A client assertion whose {@code aud} is a list. */
  ASSERTION_FOR_A_LIST,
  /** A client assertion whose {@code aud} is the issuer as a string. */
  ASSERTION_FOR_THE_ISSUER,
  /** A token that is bound to no key. */
  BEARER_TOKEN,
  /** A token that is bound to the key of a proof (RFC 9449). */
  KEY_BOUND_TOKEN,
  /** A token that is bound to a certificate alone (RFC 8705 §3). */
  CERTIFICATE_BOUND_TOKEN,
  /** A proof for a token, signed with another algorithm than ES256 and PS256. */
  PROOF_BY_OTHER_ALGORITHM,
  PROOF_BY_FAPI_ALGORITHM,
  /** An introspection answered in JSON (RFC 7662). */
  PLAIN_INTROSPECTION,
  /** An introspection answered as a JWT (RFC 9701). */
  SIGNED_INTROSPECTION;

  /** As stored: {@code direct_request}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty for one that another version stored. */
  static Optional<Trait> ofWireName(String name) {
    for (Trait trait : values()) {
      if (trait.wireName().equals(name)) {
        return Optional.of(trait);
      }
    }
    return Optional.empty();
  }
}
