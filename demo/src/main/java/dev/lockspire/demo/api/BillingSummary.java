package dev.lockspire.demo.api;

import dev.lockspire.protect.AccessToken;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a customer owes. The filters in front of it stand in {@code web.xml}. */
public final class BillingSummary extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AccessToken token = AccessToken.of(request).orElseThrow();
    response.setContentType("application/json");
    response
        .getWriter()
        .print(Answer.to(token, "currency", "EUR", "open_invoices", 2, "total_due", "184.50"));
  }
}
