package dev.lockspire.it.shop;

import dev.lockspire.annotation.ProtectedResource;
import dev.lockspire.protect.AccessToken;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The shop's API: the orders of the person that an access token was issued for. */
// snippet: servlet
@WebServlet("/api/orders")
@ProtectedResource(scopes = "orders:read")
public final class OrdersServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AccessToken token = AccessToken.of(request).orElseThrow();
    response.setContentType("application/json");
    response.getWriter().print("{\"customer\":\"" + token.subject() + "\",\"orders\":[1815]}");
  }
}
// end snippet
