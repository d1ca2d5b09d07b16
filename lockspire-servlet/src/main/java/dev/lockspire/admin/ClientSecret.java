package dev.lockspire.admin;

import dev.lockspire.crypto.Secret;
import java.util.Optional;

/**
 * A client right after it was made or its secret was replaced: the only moment at which the plain
 * secret exists.
 *
 * @param secret empty when the client has none
 */
public record ClientSecret(String clientId, Optional<Secret> secret) {}
