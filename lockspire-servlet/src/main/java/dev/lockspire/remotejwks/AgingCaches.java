package dev.lockspire.remotejwks;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Caches that age by the clock that everything else here goes by. */
final class AgingCaches {
  private AgingCaches() {}

  static Caffeine<Object, Object> lasting(InstantSource clock, Duration time) {
    return Caffeine.newBuilder()
        .expireAfterWrite(time)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
  }
}
