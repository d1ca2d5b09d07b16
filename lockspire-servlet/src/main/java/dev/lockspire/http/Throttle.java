package dev.lockspire.http;

import dev.lockspire.host.HostRequest;
import java.time.Duration;
import java.util.Optional;

/** Says whether a caller has to wait before any work is done for it. */
@FunctionalInterface
public interface Throttle {

  /** Lets everybody pass. */
  Throttle NONE = (request, path) -> Optional.empty();

  /**
   * @param path below the mount
   * @return how long to wait; empty lets the request pass
   */
  Optional<Duration> retryAfter(HostRequest request, String path);
}
