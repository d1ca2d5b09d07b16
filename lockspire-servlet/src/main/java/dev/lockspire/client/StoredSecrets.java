package dev.lockspire.client;

import java.time.Instant;

/**
 * What a presented client secret is compared with; every component may be null.
 *
 * @param hash {@code sha256:<salt>:<digest>} of the current secret
 * @param expiresAt after which the current secret is refused
 * @param previousHash of the secret before the last rotation, while it still overlaps
 * @param previousExpiresAt when the overlap ends
 * @param rotatedAt when the secret was last rotated
 */
public record StoredSecrets(
    String hash,
    Instant expiresAt,
    String previousHash,
    Instant previousExpiresAt,
    Instant rotatedAt) {

  public static StoredSecrets none() {
    return new StoredSecrets(null, null, null, null, null);
  }
}
