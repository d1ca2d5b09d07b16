package dev.lockspire.admin;

import dev.lockspire.keys.SigningKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One of the server's own keys; nothing private is in here.
 *
 * @param handle its redacted name
 * @param inJwks whether {@code /jwks} shows it now
 * @param next the move it can make, if any
 * @param safeFrom from when that move leaves no verifier behind; empty when it is safe now. Earlier
 *     it needs the operator's acceptance of failed verifications
 */
public record KeyView(
    SigningKey key,
    String handle,
    boolean inJwks,
    Optional<KeyAction> next,
    Optional<Instant> safeFrom) {}
