package dev.lockspire.admin;

/**
 * Grants that match account and client, whatever their status; counted over the newest 10 000.
 *
 * @param scopes how many different scopes they name
 */
public record ConsentFigures(Count active, Count revoked, Count scopes) {}
