package dev.lockspire.clientauth;

import dev.lockspire.http.Rule;

/** What a client's certificate must satisfy (RFC 8705 §2), in the order of the checks. */
enum CertificateRule implements Rule {
  CERTIFICATE_IS_PRESENT("RFC 8705 §2"),
  CERTIFICATE_IS_VALID_NOW("RFC 5280 §4.1.2.5"),
  CERTIFICATE_KEY_IS_STRONG("FAPI 2.0 Security Profile §5.4.1"),
  CERTIFICATE_NAMES_THE_CLIENT("RFC 8705 §2.1"),
  CERTIFICATE_IS_OF_A_TRUSTED_AUTHORITY("RFC 8705 §2.1, RFC 5280 §6"),
  CERTIFICATE_KEY_IS_THE_CLIENTS("RFC 8705 §2.2");

  private final String reference;

  CertificateRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
