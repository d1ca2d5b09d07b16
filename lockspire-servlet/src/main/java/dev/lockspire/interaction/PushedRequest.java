package dev.lockspire.interaction;

import dev.lockspire.crypto.Secret;
import dev.lockspire.http.Parameters;
import java.time.Duration;
import java.time.Instant;

/**
 * A request that a client is about to leave with us (RFC 9126 §2.2).
 *
 * @param requestUri its reference: whoever holds it can send a browser with it
 * @param clientId whose it is
 * @param parameters what was sent, or what the request object said
 * @param signed whether a request object said it
 * @param pushedAt when
 * @param lifetime how long the reference can be used; whole seconds
 */
public record PushedRequest(
    Secret requestUri,
    String clientId,
    Parameters parameters,
    boolean signed,
    Instant pushedAt,
    Duration lifetime) {}
