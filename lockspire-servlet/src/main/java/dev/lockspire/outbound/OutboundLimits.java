package dev.lockspire.outbound;

import dev.lockspire.config.RemoteJwksConfig;
import java.time.Duration;

/**
 * What one outgoing request may cost.
 *
 * @param connect time for each connection, TLS included
 * @param read time for each wait for bytes
 * @param deadline time for everything, the look-up of the name included
 * @param maxBytes of the answer's body
 */
public record OutboundLimits(Duration connect, Duration read, Duration deadline, int maxBytes) {

  /**
   * Checks that each is positive.
   *
   * @throws IllegalArgumentException when one is not
   */
  public OutboundLimits {
    if (!isPositive(connect) || !isPositive(read) || !isPositive(deadline) || maxBytes < 1) {
      throw new IllegalArgumentException("Every limit is positive");
    }
  }

  /** What fetching a document of a client may cost. */
  public static OutboundLimits of(RemoteJwksConfig config) {
    return new OutboundLimits(
        config.connectTimeout(), config.readTimeout(), config.deadline(), config.maxBytes());
  }

  private static boolean isPositive(Duration duration) {
    return duration.toMillis() > 0;
  }
}
