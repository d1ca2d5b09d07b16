package dev.lockspire.web;

import dev.lockspire.protect.ProtectedServlets;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The one servlet of the protocol. Its mapping is the mount path: {@code /lockspire/*} unless the
 * host's {@code web.xml} maps the servlet named {@code lockspire} elsewhere.
 *
 * <p>Declared in this library's web fragment; not meant to be registered again.
 */
public final class LockspireServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private transient ProtocolHandler handler;

  /**
   * @throws UnavailableException when the library has not been started in this application
   * @throws ServletException when a servlet of the host was to be protected and is not
   */
  @Override
  public void init() throws ServletException {
    handler = LockspireStartup.handler(getServletContext());
    ProtectedServlets.requireProtection(getServletContext());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    handler.handle(request, response, path == null ? "/" : path);
  }
}
