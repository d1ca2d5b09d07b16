/**
 * How a token comes to be and is found again: access tokens, ID tokens, what may be said of a
 * person in them, and the stored rows.
 *
 * <p>Floor 3: used by every grant and by every surface that is shown a token.
 */
package dev.lockspire.minting;
