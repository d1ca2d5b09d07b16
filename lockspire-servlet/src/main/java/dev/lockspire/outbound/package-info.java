/**
 * The one way out: every request that Lockspire sends goes through the guarded client here, which
 * reaches only addresses that were vetted.
 *
 * <p>Floor 1. Knows nothing of OAuth: key sets, notifications and logout tokens are the caller's
 * business. The HTTP client's types stay in here.
 */
package dev.lockspire.outbound;
