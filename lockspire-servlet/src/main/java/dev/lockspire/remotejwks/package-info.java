/**
 * The public keys of clients (RFC 7517): registered inline, or fetched from their {@code jwks_uri}
 * through the guarded client and kept for a while; and what went wrong when they could not be had.
 *
 * <p>{@link dev.lockspire.remotejwks.ClientKeys} is the way in; {@link
 * dev.lockspire.remotejwks.RemoteJwksIncidents} remembers each client's last failure.
 *
 * <p>Floor 2.
 */
package dev.lockspire.remotejwks;
