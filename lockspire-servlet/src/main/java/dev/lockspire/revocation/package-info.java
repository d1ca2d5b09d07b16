/**
 * Token revocation (RFC 7009): a client gives back what was issued to it.
 *
 * <p>Floor 4: the revocation and its evidence are one statement.
 */
package dev.lockspire.revocation;
