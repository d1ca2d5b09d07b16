package dev.lockspire.host;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Optional seam: lets the host turn a caller away before any work is done; the caller gets 429 with
 * {@code Retry-After} (RFC 6585 §4).
 */
@FunctionalInterface
public interface RateLimiter {

  /**
   * @param path protocol path below the mount, such as {@code /token}
   * @return how long the caller shall wait, or empty to let it pass
   */
  Optional<Duration> retryAfter(HttpServletRequest request, String path);
}
