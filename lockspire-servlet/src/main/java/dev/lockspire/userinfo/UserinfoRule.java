package dev.lockspire.userinfo;

import dev.lockspire.http.Rule;

/**
 * What every UserInfo request must satisfy, in this order. The rules of a DPoP proof follow {@link
 * #SCHEME_FITS_THE_TOKEN}.
 */
enum UserinfoRule implements Rule {
  POLICY_IS_READABLE("FAPI 2.0 Security Profile §5.3.2.1"),
  TOKEN_IS_SENT_ONE_WAY("RFC 6750 §2"),
  TOKEN_IS_PRESENT("RFC 6750 §3.1"),
  TOKEN_IS_LIVE("RFC 6750 §3.1"),
  CLIENT_IS_ENABLED("RFC 6750 §3.1"),
  CERTIFICATE_IS_THE_BOUND_ONE("RFC 8705 §3"),
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
