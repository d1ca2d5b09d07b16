package dev.lockspire.admin;

/**
 * How a grant was revoked.
 *
 * @param alreadyRevoked whether it was revoked before; nothing was changed then
 * @param revokedTokens how many live tokens were revoked with it
 */
public record ConsentRevocation(ConsentDetails grant, boolean alreadyRevoked, long revokedTokens) {}
