package dev.lockspire.logout;

import dev.lockspire.http.Rule;

/** The rules of {@code /end_session} in the order in which they are checked. */
enum EndSessionRule implements Rule {
  PARAMETERS_OCCUR_ONCE("RFC 6749 §3.1"),
  PARAMETERS_ARE_BOUNDED("RFC 9110 §17.5"),
  ID_TOKEN_HINT_VERIFIES("OpenID Connect RP-Initiated Logout §2"),
  ID_TOKEN_HINT_IS_OURS("OpenID Connect RP-Initiated Logout §4"),
  CLIENT_IS_THE_AUDIENCE("OpenID Connect RP-Initiated Logout §2"),
  POST_LOGOUT_REDIRECT_URI_IS_REGISTERED("OpenID Connect RP-Initiated Logout §3.1");

  private final String reference;

  EndSessionRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
