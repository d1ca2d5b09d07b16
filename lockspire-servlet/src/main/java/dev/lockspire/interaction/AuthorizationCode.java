package dev.lockspire.interaction;

import dev.lockspire.crypto.Secret;

/**
 * A code on its way to the application; only its digest is kept.
 *
 * @param value 43 random characters
 */
public record AuthorizationCode(Secret value) {}
