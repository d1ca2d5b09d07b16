package dev.lockspire.admin;

/** The least drastic step that makes sense for a token. */
public enum TokenAdvice {
  /** Its reuse was detected and some of its family is not revoked. */
  REVOKE_FAMILY,
  /** It belongs to no family. */
  REVOKE_TOKEN_ONLY,
  /** Its family can follow if need be. */
  REVOKE_TOKEN_FIRST,
  /** It is over already. */
  NONE
}
