/**
 * The authorization endpoint (RFC 6749 §3.1, OpenID Connect Core §3.1.2, RFC 9207) and the pages
 * that belong to it: validation as one readable list of rules, login hand-off, consent, and the
 * delivery of the answer.
 *
 * <p>Floor 4. Nothing is ever sent to a redirect URI that was not matched exactly against the list
 * of a known client.
 */
package dev.lockspire.authorize;
