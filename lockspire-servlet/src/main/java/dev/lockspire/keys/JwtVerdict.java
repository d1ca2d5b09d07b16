package dev.lockspire.keys;

/** What came of examining a JWT by the published keys: a {@link SignedJwt}, or what is wrong. */
public sealed interface JwtVerdict permits SignedJwt, JwtVerdict.Defect {

  /** Why a JWT does not verify. */
  enum Defect implements JwtVerdict {
    /** It is no JWT, or one with an extension that is not understood (RFC 7515 §4.1.11). */
    MALFORMED,
    /** It does not say which key signed it. */
    NO_KID,
    /** No published key has that name, nor has one appeared since. */
    KEY_NOT_FOUND,
    /** That key did not sign it, or not with its algorithm, or not with one that is allowed. */
    INVALID_SIGNATURE
  }
}
