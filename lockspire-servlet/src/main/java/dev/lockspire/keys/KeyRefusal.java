package dev.lockspire.keys;

/** Why a key was not moved. */
public enum KeyRefusal {
  NOT_FOUND("There is no such key."),
  ALREADY_PUBLISHED("The key is published already."),
  NOT_PUBLISHED("Publish the key first, so that verifiers know it before it signs."),
  ALREADY_RETIRED("The key is retired already."),
  INVALID_STATE("The key cannot make this move from where it stands."),
  NON_COMPLIANT_SIGNING_KEY(
      "The FAPI profile takes ES256 on P-256, P-384 or P-521, or PS256 with RSA of 2048 bits or"
          + " more. Generate such a key."),
  PUBLISHED_TOO_RECENTLY(
      "Verifiers may still hold a key set without this key. Wait, or accept failed verifications."),
  RETIRING_TOO_RECENTLY(
      "Tokens that this key signed may still be alive. Wait, or accept failed verifications.");

  private final String remediation;

  KeyRefusal(String remediation) {
    this.remediation = remediation;
  }

  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** What an operator should know or do. */
  public String remediation() {
    return remediation;
  }

  /** True when the wish was fulfilled before: worth a notice, not an error. */
  public boolean isRepetition() {
    return this == ALREADY_PUBLISHED || this == ALREADY_RETIRED;
  }
}
