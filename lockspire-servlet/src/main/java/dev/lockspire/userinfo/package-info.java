/**
 * The UserInfo endpoint (OpenID Connect Core §5.3): what the host says of a person, to a client
 * that the person let see it.
 *
 * <p>Floor 4: one statement per call; the claims come from the host each time.
 */
package dev.lockspire.userinfo;
