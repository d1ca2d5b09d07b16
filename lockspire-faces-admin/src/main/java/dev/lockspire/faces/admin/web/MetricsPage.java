package dev.lockspire.faces.admin.web;

import dev.lockspire.measure.Measurements;
import dev.lockspire.measure.PrometheusText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The figures of this node for Prometheus, behind the same door as the pages. */
final class MetricsPage {
  /** Below the console. */
  static final String PATH = "/metrics";

  private MetricsPage() {}

  static void send(Measurements measurements, HttpServletResponse response) throws IOException {
    byte[] text = PrometheusText.of(measurements.metrics()).getBytes(StandardCharsets.UTF_8);
    ConsoleHeaders.ofPage(response);
    response.setContentType(PrometheusText.MEDIA_TYPE);
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }
}
