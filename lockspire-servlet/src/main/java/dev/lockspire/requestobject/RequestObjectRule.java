package dev.lockspire.requestobject;

import dev.lockspire.http.Rule;

/** What a request object must satisfy (RFC 9101 §5, §6), in the order of the checks. */
enum RequestObjectRule implements Rule {
  REFERENCE_IS_NOT_SENT_ALONG("RFC 9101 §5"),
  OBJECT_ENCRYPTION_IS_ALLOWED("RFC 9101 §6.1, RFC 8725 §3.1"),
  OBJECT_IS_DECRYPTED("RFC 9101 §6.1"),
  CLIENT_HAS_KEYS("RFC 9101 §6.2"),
  OBJECT_IS_A_SIGNED_JWT("RFC 9101 §4, RFC 7515 §4.1.11"),
  OBJECT_ALGORITHM_IS_ALLOWED("RFC 9101 §10.1, FAPI 2.0 §5.4.1"),
  OBJECT_IS_SIGNED_BY_THE_CLIENT("RFC 9101 §6.2"),
  OBJECT_TYPE_IS_RIGHT("RFC 9101 §10.8, RFC 8725 §3.11"),
  OBJECT_ISSUER_IS_THE_CLIENT("RFC 9101 §4"),
  OBJECT_NAMES_THE_CLIENT("RFC 9101 §5"),
  OBJECT_HOLDS_NO_OTHER("RFC 9101 §4"),
  OBJECT_IS_NO_ASSERTION("RFC 9101 §10.8"),
  OBJECT_AUDIENCE_IS_THIS_SERVER("RFC 9101 §4, RFC 7519 §4.1.3"),
  OBJECT_HAS_NOT_EXPIRED("RFC 7519 §4.1.4"),
  OBJECT_EXPIRES_SOON("RFC 9101 §10.2"),
  OBJECT_HOLDS_ALREADY("RFC 7519 §4.1.5, FAPI 2.0 §5.3.2.1"),
  OBJECT_IS_RECENT("FAPI 2.0 Message Signing §5.3.1"),
  OBJECT_IDENTIFIER_IS_PRESENT("RFC 7519 §4.1.7"),
  OBJECT_PARAMETERS_HAVE_THEIR_TYPES("RFC 9101 §4"),
  OUTER_PARAMETERS_AGREE("RFC 9101 §5, OpenID Connect Core §6.1"),
  OBJECT_IS_NEW("RFC 7519 §4.1.7");

  private final String reference;

  RequestObjectRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
