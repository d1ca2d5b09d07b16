package dev.lockspire.config;

/**
 * How tokens are signed.
 *
 * @param accessTokenAlgorithm what signs access tokens of clients that choose nothing else
 * @param provider what computes signatures
 */
public record SigningConfig(Algorithm accessTokenAlgorithm, Provider provider) {

  /** JWS algorithms (RFC 7518 §3.1, RFC 8037 §3.1); the constants are their registered names. */
  public enum Algorithm {
    RS256,
    ES256,
    PS256,
    EdDSA
  }

  /** What computes signatures. */
  public enum Provider {
    /** The first healthy one of the following, in this order. */
    AUTO,
    /** Amazon Corretto Crypto Provider. */
    ACCP,
    BOUNCYCASTLE,
    /** What the JDK brings. */
    JDK
  }
}
