/**
 * The host's side of the seam: the interfaces a host implements and the values they exchange.
 *
 * <p>Public API. Floor 1: imports the servlet API, because a host speaks it, and nothing else of
 * this library. One interface is required, {@link dev.lockspire.host.AccountResolver}; the others
 * are optional. An exception thrown by a seam counts as its error result and never reaches a
 * response.
 */
package dev.lockspire.host;
