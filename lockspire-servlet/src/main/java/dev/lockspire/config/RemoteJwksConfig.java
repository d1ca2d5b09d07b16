package dev.lockspire.config;

import java.time.Duration;

/**
 * How clients' key sets are fetched from their {@code jwks_uri} and for how long they are kept.
 *
 * @param connectTimeout for each connection, 50 ms to 1 s
 * @param readTimeout for each wait for bytes, 50 ms to 1 s
 * @param deadline for the whole fetch, the look-up of the name included, 100 ms to 3 s
 * @param maxBytes of a key set, 1024 to 262144
 * @param freshness how long a fetched set serves, 10 s to 15 min
 * @param refreshInterval between two forced fetches of one URI, 1 s to 1 h
 * @param failureMemory how long a failed fetch is not tried again, 1 s to 5 min
 */
public record RemoteJwksConfig(
    Duration connectTimeout,
    Duration readTimeout,
    Duration deadline,
    int maxBytes,
    Duration freshness,
    Duration refreshInterval,
    Duration failureMemory) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when one is out of range
   */
  public RemoteJwksConfig {
    OutboundSettings.JWKS_CONNECT_TIMEOUT.check(connectTimeout);
    OutboundSettings.JWKS_READ_TIMEOUT.check(readTimeout);
    OutboundSettings.JWKS_DEADLINE.check(deadline);
    OutboundSettings.JWKS_MAX_BYTES.check(maxBytes);
    OutboundSettings.JWKS_FRESHNESS.check(freshness);
    OutboundSettings.JWKS_REFRESH_INTERVAL.check(refreshInterval);
    OutboundSettings.JWKS_FAILURE_MEMORY.check(failureMemory);
  }
}
