package dev.lockspire.clientauth;

import dev.lockspire.http.Rule;

/** What a client assertion must satisfy (RFC 7523 §3), in the order of the checks. */
enum AssertionRule implements Rule {
  ASSERTION_IS_A_JWT("RFC 7523 §3, RFC 7515 §4.1.11"),
  TYPE_IS_CLIENT_AUTHENTICATION("RFC 8725 §3.11"),
  ASSERTION_ALGORITHM_IS_ALLOWED("RFC 8725 §3.1, FAPI 2.0 §5.4.1"),
  SIGNATURE_IS_THE_CLIENTS("RFC 7523 §3 (9)"),
  SUBJECT_IS_THE_CLIENT("RFC 7523 §3 (2)"),
  TIME_OF_ISSUE_IS_STATED("RFC 7523 §3 (5), (6)"),
  LIFETIME_IS_SHORT("RFC 7523 §3 (4)"),
  ISSUER_IS_THE_CLIENT("RFC 7523 §3 (1)"),
  AUDIENCE_IS_THIS_SERVER("RFC 7523 §3 (3), FAPI 2.0 §5.3.2.1"),
  ASSERTION_HAS_NOT_EXPIRED("RFC 7523 §3 (4)"),
  ASSERTION_HOLDS_ALREADY("RFC 7523 §3 (5)"),
  ASSERTION_IS_NOT_FROM_THE_FUTURE("RFC 7523 §3 (6)"),
  IDENTIFIER_IS_PRESENT("RFC 7523 §3 (7)"),
  ASSERTION_IS_NEW("RFC 7523 §3 (7)");

  private final String reference;

  AssertionRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
