package dev.lockspire.token;

import dev.lockspire.http.Rule;

/** What every token request must satisfy, in this order, before its grant looks at it. */
enum EndpointRule implements Rule {
  BODY_IS_A_FORM("RFC 6749 §3.2"),
  PARAMETERS_ARE_NOT_REPEATED("RFC 6749 §3.2"),
  PROOF_IS_SENT_WHERE_FAPI_HOLDS("FAPI 2.0 Security Profile §5.3.2.1"),
  GRANT_TYPE_IS_PRESENT("RFC 6749 §5.2"),
  GRANT_TYPE_IS_SUPPORTED("RFC 6749 §5.2"),
  CLIENT_IS_AUTHENTICATED("RFC 6749 §3.2.1"),
  CREDENTIALS_ARE_UNUSED("RFC 7523 §3, RFC 9449 §11.1"),
  GRANT_IS_ALLOWED_FOR_CLIENT("RFC 6749 §5.2");

  private final String reference;

  EndpointRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
