package dev.lockspire;

import dev.lockspire.http.Issuer;
import dev.lockspire.measure.JmxFigures;
import dev.lockspire.measure.Measurements;
import dev.lockspire.measure.Micrometer;

/** Where the figures of this node are shown until it stops, besides the console. */
record Exposure(JmxFigures jmx, Micrometer micrometer) implements AutoCloseable {

  static Exposure of(Measurements measurements, Issuer issuer) {
    return new Exposure(
        JmxFigures.register(measurements, issuer.value()),
        Micrometer.bind(measurements, issuer.value()));
  }

  @Override
  public void close() {
    jmx.close();
    micrometer.close();
  }
}
