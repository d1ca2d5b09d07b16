package dev.lockspire.token;

import dev.lockspire.http.Rule;

/** What an authorization code must satisfy to be redeemed, in the order of the checks. */
enum CodeRule implements Rule {
  SENDER_IS_CONSTRAINED("RFC 9449 §5, RFC 8705 §3"),
  CODE_IS_PRESENT("RFC 6749 §4.1.3"),
  CODE_IS_KNOWN("RFC 6749 §5.2"),
  CODE_IS_THIS_CLIENTS("RFC 6749 §4.1.3"),
  CODE_IS_UNUSED("RFC 6749 §4.1.2, RFC 9700 §4.5"),
  CODE_IS_NOT_REVOKED("RFC 6749 §5.2"),
  CODE_IS_FRESH("RFC 6749 §4.1.2"),
  REDIRECT_URI_IS_THE_SAME("RFC 6749 §4.1.3"),
  VERIFIER_MATCHES_CHALLENGE("RFC 7636 §4.6, RFC 9700 §2.1.1"),
  KEY_IS_THE_AUTHORIZED_ONE("RFC 9449 §10"),
  RESOURCES_WERE_GRANTED("RFC 8707 §2.2"),
  AUTHORIZATION_DETAILS_WERE_GRANTED("RFC 9396 §6");

  private final String reference;

  CodeRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
