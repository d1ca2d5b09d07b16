/**
 * Pushed authorization requests (RFC 9126): a client leaves its request with us and sends the
 * browser with a reference to it.
 *
 * <p>Floor 4: what makes a request right is asked of the rules of {@code /authorize}.
 */
package dev.lockspire.par;
