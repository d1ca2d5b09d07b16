package dev.lockspire.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Serves metadata where RFC 8414 §3.1 puts it for an issuer that has a path: the well-known name
 * first, the issuer's path after it, {@code /.well-known/oauth-authorization-server/lockspire}.
 *
 * <p>That place is outside the mount, so the host maps it, in an application that is deployed at
 * the root:
 *
 * <pre>{@code
 * <servlet>
 *   <servlet-name>well-known</servlet-name>
 *   <servlet-class>dev.lockspire.web.WellKnownServlet</servlet-class>
 * </servlet>
 * <servlet-mapping>
 *   <servlet-name>well-known</servlet-name>
 *   <url-pattern>/.well-known/oauth-authorization-server/*</url-pattern>
 *   <url-pattern>/.well-known/openid-configuration/*</url-pattern>
 * </servlet-mapping>
 * }</pre>
 */
public final class WellKnownServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Set<String> DOCUMENTS =
      Set.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration");
  private transient ProtocolHandler handler;

  /**
   * @throws UnavailableException when the library has not been started in this application
   */
  @Override
  public void init() throws ServletException {
    handler = LockspireStartup.handler(getServletContext());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String issuerPath = request.getPathInfo() == null ? "" : request.getPathInfo();
    boolean ours =
        DOCUMENTS.contains(request.getServletPath())
            && issuerPath.equals(handler.issuer().mountPath());
    if (ours) {
      handler.handle(request, response, request.getServletPath());
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }
}
