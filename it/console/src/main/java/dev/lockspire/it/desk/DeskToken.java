package dev.lockspire.it.desk;

import dev.lockspire.annotation.ProtectedResource;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what a bean of the host sees of the token. */
@WebServlet("/desk-token")
@ProtectedResource
public final class DeskToken extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    describe(response);
  }

  static void describe(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain");
    try {
      response.getWriter().print(CDI.current().select(TokenKeeper.class).get().describe());
    } catch (IllegalStateException noToken) {
      response.setStatus(HttpServletResponse.SC_CONFLICT);
      response.getWriter().print(noToken.getMessage());
    }
  }
}
