package dev.lockspire.client;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * What a presented client secret is compared with; every component may be null.
 *
 * @param hash tagged digest of the current secret, see {@link ClientSecrets}
 * @param expiresAt after which the current secret is refused
 * @param previousHash of the secret before the last rotation, while it still overlaps
 * @param previousExpiresAt when the overlap ends
 * @param rotatedAt when the secret was last rotated
 */
@Embeddable
public record StoredSecrets(
    @Column(name = "client_secret_hash") String hash,
    @Column(name = "client_secret_expires_at") Instant expiresAt,
    @Column(name = "previous_secret_hash") String previousHash,
    @Column(name = "previous_secret_expires_at") Instant previousExpiresAt,
    @Column(name = "last_secret_rotated_at") Instant rotatedAt) {

  public static StoredSecrets none() {
    return new StoredSecrets(null, null, null, null, null);
  }

  /** These, with another end of the current secret; null for none. */
  StoredSecrets expiring(Instant end) {
    return new StoredSecrets(hash, end, previousHash, previousExpiresAt, rotatedAt);
  }

  /** Digests stay out of logs. */
  @Override
  public String toString() {
    return "StoredSecrets[***]";
  }
}
