package dev.lockspire.senderconstraint;

import dev.lockspire.http.Rule;

/** What a DPoP proof must satisfy, in the order of the checks. */
enum ProofRule implements Rule {
  PROOF_IS_PRESENT("RFC 9449 §4.1"),
  PROOF_IS_SENT_ONCE("RFC 9449 §4.3 (1)"),
  PROOF_IS_A_JWT("RFC 9449 §4.3 (2)"),
  TYPE_IS_DPOP_JWT("RFC 9449 §4.3 (4)"),
  KEY_IS_PUBLIC("RFC 9449 §4.3 (7)"),
  ALGORITHM_IS_ALLOWED("RFC 9449 §4.3 (5)"),
  SIGNATURE_IS_THE_KEYS("RFC 9449 §4.3 (6)"),
  METHOD_IS_THE_REQUESTS("RFC 9449 §4.3 (8)"),
  TARGET_IS_THE_REQUESTS("RFC 9449 §4.3 (9)"),
  TIME_IS_NEAR("RFC 9449 §4.3 (11)"),
  ID_IS_PRESENT("RFC 9449 §4.3 (3)"),
  NONCE_IS_OURS("RFC 9449 §4.3 (10)"),
  TOKEN_IS_THE_ONE_PRESENTED("RFC 9449 §4.3 (12)"),
  KEY_IS_THE_BOUND_ONE("RFC 9449 §4.3 (12)"),
  PROOF_IS_NEW("RFC 9449 §11.1");

  private final String reference;

  ProofRule(String reference) {
    this.reference = reference;
  }

  @Override
  public String reference() {
    return reference;
  }
}
