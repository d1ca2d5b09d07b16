package dev.lockspire.par;

import dev.lockspire.http.Rule;

/**
 * What every pushed request must satisfy, in this order; after {@link #CLIENT_IS_AUTHENTICATED}
 * come those of a request object, after {@link #PROOF_BINDS_THE_SAME_KEY} those of the
 * authorization request itself.
 */
enum PushRule implements Rule {
  PARAMETERS_ARE_NOT_REPEATED("RFC 6749 §3.2"),
  CLIENT_IS_AUTHENTICATED("RFC 9126 §2"),
  REFERENCE_IS_NOT_PUSHED("RFC 9126 §2.1"),
  PROOF_HOLDS("RFC 9449 §10.1"),
  PROOF_BINDS_THE_SAME_KEY("RFC 9449 §10.1"),
  CREDENTIALS_ARE_UNUSED("RFC 7523 §3, RFC 9449 §11.1");

  private final String reference;

  PushRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
