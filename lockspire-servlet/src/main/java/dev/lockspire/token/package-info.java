/**
 * The token endpoint (RFC 6749 §3.2) and the grants it offers from the start: authorization code
 * (§4.1.3, RFC 7636, RFC 8707), refresh token (§6, RFC 9700 §4.14.2) and client credentials (§4.4).
 *
 * <p>Floor 4. A grant of another package implements {@link dev.lockspire.token.Grant} and is handed
 * to {@link dev.lockspire.token.TokenEndpoint}. Every protocol step is one method of a store here:
 * one statement, or one transaction where history has to be revoked.
 */
package dev.lockspire.token;
