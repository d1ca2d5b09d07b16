/**
 * How a person's decision advances: the pending authorization, the browser it belongs to, the login
 * it needs, the consent that is given, remembered or revoked, and the code that comes of it.
 *
 * <p>Floor 3. Asks the host through {@link dev.lockspire.host.HostSite}; never talks HTTP itself.
 */
package dev.lockspire.interaction;
