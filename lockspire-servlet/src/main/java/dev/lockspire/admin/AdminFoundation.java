package dev.lockspire.admin;

import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.jobs.JobRuns;
import dev.lockspire.jobs.SchedulerState;
import dev.lockspire.keys.PublishedKeys;
import dev.lockspire.keys.SigningKeyLifecycle;
import dev.lockspire.keys.SigningKeys;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.refusal.RefusalStore;
import dev.lockspire.remotejwks.ClientKeys;
import dev.lockspire.remotejwks.RemoteJwksIncidents;
import dev.lockspire.statistics.HourlyFigures;
import dev.lockspire.storage.Database;
import dev.lockspire.traffic.RecordedTraffic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * What the operator services stand on.
 *
 * @param keys read past every cache for operators
 * @param refusals why requests were refused
 * @param figures what was counted by the hour
 * @param traffic what clients' requests were like lately
 * @param jobRuns when jobs last ran
 * @param scheduler how the cluster's schedulers are
 * @param clientKeys public keys of clients
 * @param incidents what went wrong with those that are fetched
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
    RefusalStore refusals,
    HourlyFigures figures,
    RecordedTraffic traffic,
    JobRuns jobRuns,
    SchedulerState scheduler,
    ClientKeys clientKeys,
    RemoteJwksIncidents incidents,
    Settings settings) {

  /**
   * What configuration says.
   *
   * @param minPublishAge how long a key should be published before it signs
   * @param minRetireAge how long a key should stay published after it stopped signing
   * @param authMethods by which clients can really authenticate at the token endpoint under a
   *     profile
   * @param grantTypes which the token endpoint really offers
   * @param signatureProvider who computes signatures
   * @param effective what holds for every key of the configuration
   */
  public record Settings(
      Duration minPublishAge,
      Duration minRetireAge,
      Function<SecurityProfile, List<String>> authMethods,
      List<String> grantTypes,
      String signatureProvider,
      List<LockspireConfig.Setting> effective) {
    public Settings {
      effective = List.copyOf(effective);
      grantTypes = List.copyOf(grantTypes);
    }
  }

  Handles handles() {
    return new Handles(ring);
  }
}
