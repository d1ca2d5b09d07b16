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
 * @param verifier the current secret, sealed, of a client that signs with it
 * @param previousVerifier likewise the secret before the last rotation
 */
@Embeddable
public record StoredSecrets(
    @Column(name = "client_secret_hash") String hash,
    @Column(name = "client_secret_expires_at") Instant expiresAt,
    @Column(name = "previous_secret_hash") String previousHash,
    @Column(name = "previous_secret_expires_at") Instant previousExpiresAt,
    @Column(name = "last_secret_rotated_at") Instant rotatedAt,
    @Column(name = "client_secret_jwt_verifier_encrypted") SealedSecret verifier,
    @Column(name = "previous_secret_jwt_verifier_encrypted") SealedSecret previousVerifier) {

  /** Those of a client that sends its secret and signs nothing with it. */
  public StoredSecrets(
      String hash,
      Instant expiresAt,
      String previousHash,
      Instant previousExpiresAt,
      Instant rotatedAt) {
    this(hash, expiresAt, previousHash, previousExpiresAt, rotatedAt, null, null);
  }

  public static StoredSecrets none() {
    return new StoredSecrets(null, null, null, null, null);
  }

  /** Whether the current secret has expired. */
  boolean isOver(Instant now) {
    return isOver(expiresAt, now);
  }

  /** Whether the overlap in which the previous secret is still good has ended. */
  boolean overlapIsOver(Instant now) {
    return isOver(previousExpiresAt, now);
  }

  private static boolean isOver(Instant end, Instant now) {
    return end != null && !now.isBefore(end);
  }

  /** These, with another end of the current secret; null for none. */
  StoredSecrets expiring(Instant end) {
    return new StoredSecrets(
        hash, end, previousHash, previousExpiresAt, rotatedAt, verifier, previousVerifier);
  }

  /** These, for a client that does not sign with its secret any more. */
  StoredSecrets unsealed() {
    return new StoredSecrets(hash, expiresAt, previousHash, previousExpiresAt, rotatedAt);
  }

  /** These without the secret before the last rotation. */
  StoredSecrets withoutPrevious() {
    return new StoredSecrets(hash, expiresAt, null, null, rotatedAt, verifier, null);
  }

  /** Digests stay out of logs. */
  @Override
  public String toString() {
    return "StoredSecrets[***]";
  }
}
