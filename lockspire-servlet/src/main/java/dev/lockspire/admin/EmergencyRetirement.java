package dev.lockspire.admin;

import dev.lockspire.keys.SigningKey;
import java.util.Optional;

/**
 * What an emergency retirement did.
 *
 * @param retired the key, out of the key set
 * @param successor the key that signs in its place; empty when it did not sign any more
 * @param revokedTokens how many access tokens were revoked
 */
public record EmergencyRetirement(
    SigningKey retired, Optional<SigningKey> successor, long revokedTokens) {}
