package dev.lockspire.admin;

import dev.lockspire.client.Client;
import dev.lockspire.client.ClientMetadata;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One client in full, without its secrets.
 *
 * @param clientId its public identifier
 * @param handle its redacted name
 * @param name its name, or the client_id when it has none
 * @param metadata what is registered
 * @param posture what holds for it under the server's policy
 * @param credentials what is known of its secret
 * @param keyMaterial by which keys and certificates it is known
 * @param active false while it is refused everywhere
 * @param version names this state in a later change
 * @param jwks inline public keys (RFC 7517)
 * @param extra free-form registered data
 * @param createdBy id of the actor that created it
 * @param disabledBy id of the actor that disabled it
 */
public record ClientWorkspace(
    String clientId,
    String handle,
    String name,
    ClientMetadata metadata,
    ClientPosture posture,
    Credentials credentials,
    ClientKeyMaterial keyMaterial,
    boolean active,
    int version,
    Client.Provenance provenance,
    Optional<Map<String, Object>> jwks,
    Map<String, Object> extra,
    Instant createdAt,
    Instant updatedAt,
    Optional<String> createdBy,
    Optional<Instant> disabledAt,
    Optional<String> disabledBy) {

  public ClientWorkspace {
    extra = Map.copyOf(extra);
  }

  /**
   * What is known of a client's secret; the secret itself is shown once, when it is made.
   *
   * @param usesSecret whether it authenticates with one
   * @param expiresAt when the current one ends
   * @param rotatedAt when it was last replaced
   * @param overlapEndsAt until when the one before it is still good
   */
  public record Credentials(
      boolean usesSecret,
      Optional<Instant> expiresAt,
      Optional<Instant> rotatedAt,
      Optional<Instant> overlapEndsAt) {}
}
