package dev.lockspire.faces.admin.web;

import dev.lockspire.Lockspire;
import dev.lockspire.faces.admin.route.RouteMatch;
import dev.lockspire.faces.admin.route.Routes;
import dev.lockspire.host.Operator;
import dev.lockspire.host.OperatorIdentity;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.webapp.FacesServlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers everything below {@code <mount>/admin}: asks who is there, finds the page of the clean
 * path, and hands it to a Faces servlet of its own, so that nothing depends on how the host maps
 * Faces, or whether it does.
 */
public final class ConsoleServlet extends HttpServlet {
  /** Name of the registration. */
  public static final String NAME = "lockspireConsole";

  /** Folder of the pages, in the class path; Faces finds it only for the console's requests. */
  public static final String PAGES = "/lockspire-console/";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServlet.class);
  private static final String FACES_RESOURCES = "/jakarta.faces.resource/";
  private static final String VIEW_STATE = "jakarta.faces.ViewState";
  private static final String STATELESS = "stateless";
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

  private final String mount;
  private final transient FacesServlet faces = new FacesServlet();
  private transient OperatorIdentity operators;

  /** For containers, which never make one themselves: {@link ConsoleStartup} does. */
  ConsoleServlet(String mount) {
    this.mount = mount;
  }

  /**
   * @throws UnavailableException when there is no Jakarta Faces
   */
  @Override
  public void init(ServletConfig config) throws ServletException {
    super.init(config);
    operators = Lockspire.of(getServletContext()).operators();
    try {
      faces.init(config);
    } catch (ServletException | RuntimeException | LinkageError e) {
      LOG.error(
          "The console needs Jakarta Faces and CDI. Where the container has none, such as Jetty and"
              + " Tomcat, add lockspire-faces-runtime.",
          e);
      throw new UnavailableException("The console needs Jakarta Faces and CDI");
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.setCharacterEncoding(StandardCharsets.UTF_8.name());
    String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
    if (!METHODS.contains(request.getMethod())) {
      ConsoleHeaders.ofPage(response);
      response.setHeader("Allow", "GET, HEAD, POST");
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    } else if (path.startsWith(Assets.PATH)) {
      Assets.shipped().send(path, response);
    } else if (path.startsWith(FACES_RESOURCES)) {
      ConsoleHeaders.everywhere(response);
      faces.service(request, response);
    } else {
      page(path, request, response);
    }
  }

  private void page(String path, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String base = request.getContextPath() + mount;
    Optional<Operator> operator = operators.operator(request);
    if (operator.isEmpty()) {
      PlainPage.REFUSED.send(request, response, base);
      return;
    }
    if (isForged(request)) {
      PlainPage.FORGED.send(request, response, base);
      return;
    }
    if (path.equals(MetricsPage.PATH)) {
      MetricsPage.send(Lockspire.of(getServletContext()).measurements(), response);
      return;
    }
    Optional<RouteMatch> route = Routes.match(path);
    new ConsoleRequest(
            base, request.getRequestURI(), request.getQueryString(), route, operator.get())
        .install(request);
    ConsoleHeaders.ofPage(response);
    if (route.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
    show(route.map(match -> match.route().page()).orElse("not-found"), request, response, base);
  }

  /**
   * Every form of the console carries the name of its view's state, and only a POST does. Faces
   * alone would also act on a GET, and on a view that claims to have no state.
   */
  private static boolean isForged(HttpServletRequest request) {
    String state = request.getParameter(VIEW_STATE);
    return request.getMethod().equals("POST")
        ? state == null || state.equals(STATELESS)
        : state != null;
  }

  private void show(
      String page, HttpServletRequest request, HttpServletResponse response, String base)
      throws ServletException, IOException {
    try {
      faces.service(new PageRequest(request, page), new PageResponse(response));
    } catch (ServletException | RuntimeException | LinkageError failure) {
      if (response.isCommitted()) {
        throw failure;
      }
      response.reset();
      if (isExpired(failure)) {
        PlainPage.EXPIRED.send(request, response, base);
      } else {
        LOG.error("The console's page {} failed", page, failure);
        PlainPage.FAILED.send(request, response, base);
      }
    }
  }

  private static boolean isExpired(Throwable failure) {
    for (Throwable t = failure; t != null && t.getCause() != t; t = t.getCause()) {
      if (t instanceof ViewExpiredException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void destroy() {
    faces.destroy();
  }
}
