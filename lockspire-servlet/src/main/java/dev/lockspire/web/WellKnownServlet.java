package dev.lockspire.web;

import dev.lockspire.protect.ProtectedResources;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Serves metadata where RFC 8414 §3.1 puts it for an issuer that has a path: the well-known name
 * first, the issuer's path after it, {@code /.well-known/oauth-authorization-server/lockspire}; and
 * where RFC 9728 §3 puts that of protected resources.
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
 *   <url-pattern>/.well-known/oauth-protected-resource/*</url-pattern>
 * </servlet-mapping>
 * }</pre>
 */
public final class WellKnownServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Set<String> DOCUMENTS =
      Set.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration");
  private transient ProtocolHandler handler;

  /** Lets challenges lead to the metadata of protected resources where this servlet serves it. */
  static void publish(ServletContext context, ProtectedResources resources) {
    boolean mapped =
        context.getServletRegistrations().values().stream()
            .filter(r -> WellKnownServlet.class.getName().equals(r.getClassName()))
            .flatMap(r -> r.getMappings().stream())
            .anyMatch((ProtectedResources.WELL_KNOWN + "/*")::equals);
    if (mapped) {
      resources.publishedBelow(context.getContextPath());
    }
  }

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
    String name = request.getServletPath();
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    if (name.equals(ProtectedResources.WELL_KNOWN)) {
      handler.handle(request, response, path.equals("/") ? name : name + path);
    } else if (DOCUMENTS.contains(name) && path.equals(handler.issuer().mountPath())) {
      handler.handle(request, response, name);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }
}
