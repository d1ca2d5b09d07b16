/**
 * Token introspection (RFC 7662): a confidential client asks whether a token is active and what it
 * stands for.
 *
 * <p>Floor 4: one statement per call; clients come from their cache.
 */
package dev.lockspire.introspection;
