package dev.lockspire.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The durable trail of what was done.
 *
 * @param retention how long a row is kept, at least a day; empty keeps it for ever
 */
public record AuditConfig(Optional<Duration> retention) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public AuditConfig {
    ConfigKeys.AUDIT_RETENTION.checkAll(retention);
  }
}
