/**
 * Signing keys: their life from upcoming to retired, sealed at rest, and the JWTs signed and
 * verified with them.
 *
 * <p>Floor 2.
 */
package dev.lockspire.keys;
