package dev.lockspire.token;

import dev.lockspire.http.Rule;

/** What a client must satisfy to get a token for itself, in the order of the checks. */
enum ClientCredentialsRule implements Rule {
  CLIENT_IS_CONFIDENTIAL("RFC 6749 §4.4"),
  SENDER_IS_CONSTRAINED("RFC 9449 §5, RFC 8705 §3"),
  SCOPES_ARE_THE_CLIENTS("RFC 6749 §3.3"),
  RESOURCES_ARE_THE_CLIENTS("RFC 8707 §2.2"),
  AUTHORIZATION_DETAILS_ARE_NOT_ASKED("RFC 9396 §5");

  private final String reference;

  ClientCredentialsRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
