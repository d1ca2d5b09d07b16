package dev.lockspire.demo.api;

import dev.lockspire.annotation.ProtectedResource;
import dev.lockspire.protect.AccessToken;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The year in three numbers. */
@WebServlet(urlPatterns = "/reports/summary", asyncSupported = true)
@ProtectedResource(
    scopes = "read:billing",
    audience = "${lockspire.resource-server.reports.identifier}")
public final class ReportsSummary extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AccessToken token = AccessToken.of(request).orElseThrow();
    response.setContentType("application/json");
    response
        .getWriter()
        .print(Answer.to(token, "year", 2026, "invoiced", "2214.00", "paid", "2029.50"));
  }
}
