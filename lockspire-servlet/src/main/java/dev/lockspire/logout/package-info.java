/**
 * Logout asked for by an application (OpenID Connect RP-Initiated Logout 1.0) or by the host: the
 * validated request, the person's confirmation, the hand-off to the host, and the completion that
 * ends the session's tokens.
 *
 * <p>Floor 4. {@link dev.lockspire.logout.LogoutSurface} puts it together; {@link
 * dev.lockspire.logout.SessionTermination} is the entry for programs.
 */
package dev.lockspire.logout;
