package dev.lockspire.admin;

import dev.lockspire.config.LockspireConfig.Setting;
import dev.lockspire.jobs.JobRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the server runs on and how that is. What could not be found out is empty.
 *
 * @param schemaVersion of the database
 * @param neededSchemaVersion of this release
 * @param scheduler of this node
 * @param nodes schedulers of the cluster that checked in lately
 * @param oldestDueJob since when the oldest job waits that is due
 * @param lastSweep on whichever node
 * @param keyAges of the active keys
 * @param databaseVersion as PostgreSQL tells it
 * @param settings the configuration in force, secrets masked
 */
public record Health(
    Optional<String> schemaVersion,
    String neededSchemaVersion,
    String scheduler,
    Optional<Integer> nodes,
    Optional<Instant> oldestDueJob,
    Optional<JobRuns.Run> lastSweep,
    List<KeyAge> keyAges,
    Optional<String> databaseVersion,
    String signatureProvider,
    Instant now,
    List<Setting> settings) {

  public Health {
    keyAges = List.copyOf(keyAges);
    settings = List.copyOf(settings);
  }

  /** How long a key has been signing. */
  public record KeyAge(String kid, String algorithm, Duration age) {}

  /** Whether the database is what this release needs. */
  public boolean schemaFits() {
    return schemaVersion.filter(neededSchemaVersion::equals).isPresent();
  }
}
