package dev.lockspire.it.host;

import dev.lockspire.Lockspire;
import dev.lockspire.protect.Decision;
import dev.lockspire.protect.Protection;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Protects itself in code, as a framework with a chain of its own would. */
@WebServlet(urlPatterns = "/journey/gated", loadOnStartup = 5)
public final class GatedServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private transient Protection route;

  // snippet: gate
  @Override
  public void init() {
    route = Lockspire.of(getServletContext()).protect().scopes("orders:read").build();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Decision decision = route.verify(request);
    if (decision instanceof Decision.Refused refused) {
      refused.answer(response);
    } else if (decision instanceof Decision.Allowed allowed) {
      allowed.prepare(response);
      response.setContentType("application/json");
      response.getWriter().print(TokenFacts.of(allowed.token()));
    }
  }
  // end snippet
}
