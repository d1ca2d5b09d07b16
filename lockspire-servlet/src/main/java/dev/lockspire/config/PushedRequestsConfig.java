package dev.lockspire.config;

import java.time.Duration;

/**
 * Pushed authorization requests (RFC 9126).
 *
 * @param lifetime 60 s to 599 s: {@code expires_in} of RFC 9126 §2.2
 * @param surviveReload whether the browser that used a reference may load it again until the person
 *     has decided (RFC 9126 §4)
 * @param referenceAlone whether nothing but {@code client_id} may stand beside {@code request_uri}
 */
public record PushedRequestsConfig(
    Duration lifetime, boolean surviveReload, boolean referenceAlone) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public PushedRequestsConfig {
    LifetimeSettings.PUSHED_REQUEST_LIFETIME.check(lifetime);
  }
}
