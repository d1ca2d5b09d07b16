package dev.lockspire.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The durable trail of what was done.
 *
 * @param retention how long a row is kept, at least a day; empty keeps it for ever
 * @param refusalRetention how long a refused request can be explained, 1 hour to 90 days
 * @param refusalRows how many refused requests are kept at most, 100 to 10,000,000
 */
public record AuditConfig(
    Optional<Duration> retention, Duration refusalRetention, int refusalRows) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public AuditConfig {
    JobSettings.AUDIT_RETENTION.checkAll(retention);
    JobSettings.REFUSALS_RETENTION.check(refusalRetention);
    JobSettings.REFUSALS_MAX_ROWS.check(refusalRows);
  }
}
