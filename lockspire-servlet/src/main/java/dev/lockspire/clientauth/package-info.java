/**
 * Who is calling: client authentication (RFC 6749 §2.3, RFC 7521 §4.2, RFC 8705 §2), the same for
 * every endpoint that a client calls directly.
 *
 * <p>Floor 3. A further method is one {@link dev.lockspire.clientauth.ClientAuthMethod} and one
 * line in the composition root.
 */
package dev.lockspire.clientauth;
