package dev.lockspire.admin;

import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.keys.PublishedKeys;
import dev.lockspire.keys.SigningKeyLifecycle;
import dev.lockspire.keys.SigningKeys;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * What the operator services stand on.
 *
 * @param keys read past every cache for operators
 * @param settings what configuration says
 */
public record AdminFoundation(
    Database database,
    AuditTrail audit,
    Telemetry telemetry,
    KeyRing ring,
    InstantSource clock,
    ClientRegistration registration,
    SigningKeys keys,
    PublishedKeys publishedKeys,
    SigningKeyLifecycle keyLifecycle,
    ServerPolicies policies,
    Settings settings) {

  /**
   * What configuration says.
   *
   * @param minPublishAge how long a key should be published before it signs
   * @param minRetireAge how long a key should stay published after it stopped signing
   * @param authMethods by which clients can really authenticate at the token endpoint under a
   *     profile
   * @param grantTypes which the token endpoint really offers
   */
  public record Settings(
      Duration minPublishAge,
      Duration minRetireAge,
      Function<SecurityProfile, List<String>> authMethods,
      List<String> grantTypes) {
    public Settings {
      grantTypes = List.copyOf(grantTypes);
    }
  }

  Handles handles() {
    return new Handles(ring);
  }
}
