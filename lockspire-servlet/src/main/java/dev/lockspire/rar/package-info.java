/**
 * Rich Authorization Requests (RFC 9396): {@code authorization_details} as values that can be
 * compared, the bounds they keep, and who approves them.
 *
 * <p>Floor 2. What a type means is the host's business alone; see {@link
 * dev.lockspire.host.AuthorizationDetailsValidator}.
 */
package dev.lockspire.rar;
