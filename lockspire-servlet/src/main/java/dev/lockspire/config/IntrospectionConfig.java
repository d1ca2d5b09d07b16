package dev.lockspire.config;

/**
 * Token introspection (RFC 7662 §2.2).
 *
 * @param tokenTypeStyle what the member {@code token_type} says
 */
public record IntrospectionConfig(TokenTypeStyle tokenTypeStyle) {

  /** What the member {@code token_type} of an introspection response says. */
  public enum TokenTypeStyle {
    /** {@code Bearer} or {@code DPoP} for access tokens, nothing for refresh tokens. */
    RFC7662,
    /** {@code access_token} or {@code refresh_token}, as Lockspire for Elixir says. */
    LOCKSPIRE
  }
}
