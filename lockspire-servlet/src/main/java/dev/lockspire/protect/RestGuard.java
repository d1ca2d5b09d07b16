package dev.lockspire.protect;

import dev.lockspire.http.JsonWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of Jakarta REST where resources are annotated, and lets nothing through until
 * {@link ProtectedRestFeature} has been asked about any resource: without the feature the
 * annotations would mean nothing. A runtime asks when it starts, so no request is kept out by mere
 * chance.
 */
final class RestGuard implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(RestGuard.class);
  private static final String NAME = "lockspire-protect-rest";

  /** By its name: the class needs Jakarta REST to be loaded. */
  private static final String FEATURE = "dev.lockspire.protect.ProtectedRestFeature";

  private static final EnumSet<DispatcherType> WAYS =
      EnumSet.of(
          DispatcherType.REQUEST,
          DispatcherType.FORWARD,
          DispatcherType.INCLUDE,
          DispatcherType.ASYNC);

  private final List<String> annotated;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile boolean honoured;

  private RestGuard(List<String> annotated) {
    this.annotated = annotated;
  }

  /**
   * Called while filters can still be added.
   *
   * @param annotated classes that containers found to carry the annotation
   */
  static void install(ServletContext context, Collection<Class<?>> annotated) {
    List<String> resources =
        annotated.stream().filter(RestShape::isRootResource).map(Class::getName).sorted().toList();
    List<? extends ServletRegistration> runtimes =
        context.getServletRegistrations().values().stream()
            .filter(servlet -> RestShape.isRuntime(servlet, context.getClassLoader()))
            .toList();
    if (resources.isEmpty() || runtimes.isEmpty()) {
      return;
    }
    runtimes.forEach(RestGuard::startEarly);
    RestGuard guard = new RestGuard(resources);
    context.setAttribute(NAME, guard);
    FilterRegistration.Dynamic registration = context.addFilter(NAME, guard);
    registration.setAsyncSupported(true);
    registration.addMappingForServletNames(
        WAYS, true, runtimes.stream().map(ServletRegistration::getName).toArray(String[]::new));
  }

  /** Some containers make a servlet behind the filters of its first request: it would never be. */
  private static void startEarly(ServletRegistration runtime) {
    if (runtime instanceof ServletRegistration.Dynamic servlet) {
      servlet.setLoadOnStartup(Integer.MAX_VALUE);
    }
  }

  /**
   * The feature is in place.
   *
   * @param context null where Jakarta REST runs without a servlet container
   */
  static void honour(ServletContext context) {
    if (context != null && context.getAttribute(NAME) instanceof RestGuard guard) {
      guard.honoured = true;
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (honoured) {
      chain.doFilter(request, response);
      return;
    }
    if (told.compareAndSet(false, true)) {
      LOG.error(
          "Jakarta REST is kept from answering: nothing would protect {}, although annotated with"
              + " @ProtectedResource. Register {} with the application, or leave"
              + " jakarta.ws.rs.loadServices alone.",
          annotated,
          FEATURE);
    }
    refusal().answer((HttpServletResponse) response);
  }

  private static Decision.Refused refusal() {
    return new Decision.Refused(
        500,
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        new JsonWriter(64)
            .beginObject()
            .field("error", "server_error")
            .field("error_description", "This resource is not protected as it should be.")
            .endObject()
            .toString());
  }
}
