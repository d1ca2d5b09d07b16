/**
 * Random values, digests, sealing at rest and the choice of signature provider.
 *
 * <p>Floor 1: knows nothing of OAuth and touches nothing but the JDK's security API and an optional
 * signature provider found on the class path.
 */
package dev.lockspire.crypto;
