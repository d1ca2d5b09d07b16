package dev.lockspire.demo.automation;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /automation/clock?advance=PT1H} moves the provider's clock; {@code GET
 * /automation/ciba} says that there is nothing to approve yet.
 *
 * <p>Answers this machine only, and no page of another site.
 */
public final class AutomationEndpoints extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Set<String> LOOPBACK =
      Set.of("127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]");
  private static final Duration FURTHEST = Duration.ofDays(366);

  private final transient AdvancingClock clock;

  public AutomationEndpoints(AdvancingClock clock) {
    this.clock = clock;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean local =
        LOOPBACK.contains(request.getRemoteAddr()) && LOOPBACK.contains(request.getLocalAddr());
    if (!local || "cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
      answer(response, 403, Map.of("error", "only for programs on this machine"));
      return;
    }
    switch (request.getMethod() + " " + request.getPathInfo()) {
      case "POST /clock" -> advance(request, response);
      case "GET /ciba" ->
          answer(
              response,
              501,
              Map.of("error", "not_implemented", "error_description", "CIBA is not built yet"));
      default ->
          answer(
              response,
              404,
              Map.of("error", "POST /automation/clock?advance=PT1H and GET /automation/ciba only"));
    }
  }

  private void advance(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Duration step;
    try {
      step = Duration.parse(String.valueOf(request.getParameter("advance")));
    } catch (DateTimeParseException e) {
      answer(response, 400, Map.of("error", "advance needs an ISO 8601 duration such as PT1H"));
      return;
    }
    if (step.isNegative() || step.compareTo(FURTHEST) > 0) {
      answer(response, 400, Map.of("error", "advance goes forward, by a year at most"));
      return;
    }
    Duration ahead = clock.advance(step);
    answer(
        response,
        200,
        Map.of("now", clock.instant().toString(), "ahead_seconds", ahead.toSeconds()));
  }

  private static void answer(HttpServletResponse response, int status, Map<String, Object> body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write(JSONObjectUtils.toJSONString(body).getBytes(StandardCharsets.UTF_8));
  }
}
