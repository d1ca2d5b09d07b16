package dev.lockspire.token;

import dev.lockspire.http.Rule;

/** What a refresh token must satisfy to be rotated, in the order of the checks. */
enum RefreshRule implements Rule {
  TOKEN_IS_PRESENT("RFC 6749 §6"),
  TOKEN_IS_KNOWN("RFC 6749 §5.2"),
  TOKEN_IS_THIS_CLIENTS("RFC 6749 §6"),
  TOKEN_HAS_A_FAMILY("RFC 9700 §4.14.2"),
  TOKEN_IS_FRESH("RFC 6749 §5.2"),
  TOKEN_IS_UNUSED("RFC 9700 §4.14.2"),
  SCOPES_WERE_GRANTED("RFC 6749 §6"),
  RESOURCES_WERE_GRANTED("RFC 8707 §2.2"),
  AUTHORIZATION_DETAILS_WERE_GRANTED("RFC 9396 §6"),
  SENDER_IS_THE_SAME("RFC 9449 §5, RFC 8705 §4"),
  CONSENT_IS_LIVE("RFC 9700 §4.14.2"),
  ACCOUNT_EXISTS("RFC 9700 §4.14.2");

  private final String reference;

  RefreshRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
