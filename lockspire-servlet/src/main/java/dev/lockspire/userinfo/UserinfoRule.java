package dev.lockspire.userinfo;

import dev.lockspire.http.Rule;

/**
 * What every UserInfo request must satisfy, in this order. Proofs of possession are verified at
 * {@link #SENDER_IS_CONSTRAINED}.
 */
enum UserinfoRule implements Rule {
  TOKEN_IS_SENT_ONE_WAY("RFC 6750 §2"),
  TOKEN_IS_PRESENT("RFC 6750 §3.1"),
  TOKEN_IS_LIVE("RFC 6750 §3.1"),
  CLIENT_IS_ENABLED("RFC 6750 §3.1"),
  SENDER_IS_CONSTRAINED("RFC 9449 §7.1"),
  SCHEME_FITS_THE_TOKEN("RFC 9449 §7.1"),
  OPENID_IS_GRANTED("OpenID Connect Core §5.3.1"),
  ACCOUNT_EXISTS("OpenID Connect Core §5.3.3");

  private final String reference;

  UserinfoRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
