package dev.lockspire.measure;

import io.micrometer.core.instrument.Metrics;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds the metrics to Micrometer's global registry where the host brings Micrometer. */
public final class Micrometer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Micrometer.class);
  private static final String METRICS = "io.micrometer.core.instrument.Metrics";

  private final Optional<Runnable> release;

  private Micrometer(Optional<Runnable> release) {
    this.release = release;
  }

  /** Shows {@code measurements} until it is closed; does nothing without Micrometer. */
  public static Micrometer bind(Measurements measurements, String issuer) {
    return bind(measurements, issuer, Micrometer.class.getClassLoader());
  }

  static Micrometer bind(Measurements measurements, String issuer, ClassLoader loader) {
    try {
      Class.forName(METRICS, false, loader);
      return new Micrometer(Optional.of(Present.bind(measurements, issuer)));
    } catch (ClassNotFoundException absent) {
      return new Micrometer(Optional.empty());
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Micrometer does not show Lockspire's figures", e);
      return new Micrometer(Optional.empty());
    }
  }

  /** Everything that needs Micrometer, in classes that are not loaded without it. */
  private static final class Present {
    static Runnable bind(Measurements measurements, String issuer) {
      MicrometerMeters meters = new MicrometerMeters(measurements, issuer);
      meters.bindTo(Metrics.globalRegistry);
      return meters::close;
    }
  }

  @Override
  public void close() {
    try {
      release.ifPresent(Runnable::run);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Micrometer did not let go of Lockspire's figures", e);
    }
  }
}
