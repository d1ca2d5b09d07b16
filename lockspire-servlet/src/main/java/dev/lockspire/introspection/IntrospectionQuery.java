package dev.lockspire.introspection;

import dev.lockspire.client.Client;
import dev.lockspire.minting.StoredToken;
import java.time.Instant;

/**
 * Who asks what.
 *
 * @param caller the authenticated client that asks
 * @param token the stored token it asks about
 * @param clientEnabled whether the client the token was issued to is still enabled
 */
record IntrospectionQuery(Client caller, StoredToken token, boolean clientEnabled, Instant now) {}
