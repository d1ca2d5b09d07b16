package dev.lockspire.authorize;

import dev.lockspire.http.Rule;

/**
 * The rules of {@code /authorize} in the order in which they are checked; the first failure wins.
 */
enum AuthorizationRule implements Rule {
  CLIENT_ID_IS_PRESENT("RFC 6749 §4.1.1"),
  CLIENT_IS_KNOWN("RFC 6749 §2.2"),
  CLIENT_IS_ACTIVE("RFC 6749 §2.2"),
  POLICY_IS_READABLE("RFC 9700 §2"),
  REQUEST_COMES_ONE_WAY("RFC 9101 §5"),
  REFERENCE_IS_USABLE("RFC 9126 §4"),
  REDIRECT_URI_IS_PRESENT("RFC 6749 §3.1.2.3"),
  REDIRECT_URI_IS_REGISTERED("RFC 9700 §4.1.3"),
  REDIRECT_URI_IS_SECURE("FAPI 2.0 Security Profile §5.3.2.2"),
  PARAMETERS_OCCUR_ONCE("RFC 6749 §3.1"),
  STATE_IS_RETURNABLE("RFC 6749 §4.1.1"),
  REQUEST_IS_PUSHED_WHERE_DEMANDED("RFC 9126 §5"),
  CLIENT_IS_FIT_FOR_THE_PROFILE("FAPI 2.0 Security Profile §5.3.2.1"),
  REQUEST_IS_SIGNED_WHERE_DEMANDED("RFC 9101 §10.5"),
  CLIENT_MAY_USE_CODES("RFC 6749 §4.1.2.1"),
  SCOPE_IS_ALLOWED("RFC 6749 §3.3"),
  PROMPT_IS_CONSISTENT("OpenID Connect Core §3.1.2.1"),
  MAX_AGE_IS_A_NUMBER("OpenID Connect Core §3.1.2.1"),
  RESPONSE_TYPE_IS_CODE("RFC 6749 §3.1.1"),
  RESPONSE_MODE_IS_OFFERED("OAuth 2.0 Multiple Response Types §2.1"),
  RESPONSE_IS_SIGNED_WHERE_DEMANDED("FAPI 2.0 Message Signing §5.4"),
  RESPONSE_CAN_BE_PROTECTED("JARM §2.2"),
  NONCE_IS_PRESENT("OpenID Connect Core §3.1.2.1"),
  PKCE_IS_PRESENT("RFC 7636 §4.4.1"),
  DPOP_KEY_IS_A_THUMBPRINT("RFC 9449 §10"),
  CLAIMS_ARE_READABLE("OpenID Connect Core §5.5"),
  RESOURCE_IS_ALLOWED("RFC 8707 §2"),
  AUTHORIZATION_DETAILS_ARE_READABLE("RFC 9396 §2"),
  AUTHORIZATION_DETAILS_ARE_ALLOWED("RFC 9396 §5, §10"),
  AUTHORIZATION_DETAILS_ARE_APPROVED("RFC 9396 §5"),
  ID_TOKEN_HINT_IS_OURS("OpenID Connect Core §3.1.2.2");

  private final String reference;

  AuthorizationRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
