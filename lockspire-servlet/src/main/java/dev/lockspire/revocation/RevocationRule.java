package dev.lockspire.revocation;

import dev.lockspire.http.Rule;

/** What every revocation request must satisfy, in this order. */
enum RevocationRule implements Rule {
  PARAMETERS_ARE_NOT_REPEATED("RFC 6749 §3.2"),
  TOKEN_IS_PRESENT("RFC 7009 §2.1"),
  CALLER_IS_AUTHENTICATED("RFC 7009 §2.1"),
  /** Not a refusal: of an unknown or foreign token the caller learns nothing (RFC 7009 §2.2). */
  TOKEN_IS_THE_CALLERS_OWN("RFC 7009 §2.1");

  private final String reference;

  RevocationRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
