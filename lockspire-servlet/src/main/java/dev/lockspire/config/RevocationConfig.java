package dev.lockspire.config;

/**
 * Token revocation (RFC 7009 §2.1).
 *
 * @param accessRevokesFamily whether revoking an access token also revokes the refresh token it
 *     came with; revoking a refresh token always revokes its family
 */
public record RevocationConfig(boolean accessRevokesFamily) {}
