package dev.lockspire.introspection;

import dev.lockspire.http.Rule;

/** What every introspection request must satisfy, in this order. */
enum IntrospectionRule implements Rule {
  PARAMETERS_ARE_NOT_REPEATED("RFC 6749 §3.2"),
  TOKEN_IS_PRESENT("RFC 7662 §2.1"),
  CALLER_IS_AUTHENTICATED("RFC 7662 §2.1"),
  SIGNED_FORM_IS_ACCEPTED("FAPI 2.0 Message Signing §5.5"),
  ENCRYPTED_FORM_IS_ACCEPTED("RFC 9701 §6");

  private final String reference;

  IntrospectionRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
