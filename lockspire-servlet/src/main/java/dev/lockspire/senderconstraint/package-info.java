/**
 * What binds a token to a key of its holder: DPoP proofs (RFC 9449) and TLS client certificates
 * (RFC 8705), and the confirmation that says so (RFC 7800).
 *
 * <p>Floor 2. Surfaces decide when a binding is demanded; here it is verified.
 */
package dev.lockspire.senderconstraint;
