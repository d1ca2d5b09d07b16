package dev.lockspire.protect;

import dev.lockspire.annotation.ProtectedResource;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpFilter;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What an application says of its protected servlets, made true at start: filters in front of each
 * servlet with {@link ProtectedResource}, by its name, so that every mapping is covered; and what
 * {@code web.xml} says of filters is read, so that a mistake stops the start wherever containers
 * make filters later.
 */
public final class ProtectedServlets {
  private static final String PREFIX = "lockspire-protect-";

  /** A servlet can be reached in other ways than by a request for it. */
  private static final EnumSet<DispatcherType> WAYS =
      EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC);

  private final ServletContext context;
  private final Supplier<Protection.Builder> routes;
  private final List<String> problems = new ArrayList<>();

  private ProtectedServlets(ServletContext context, Supplier<Protection.Builder> routes) {
    this.context = context;
    this.routes = routes;
  }

  /**
   * Called while the application starts and filters can still be added.
   *
   * @param routes makes a route to be described
   * @param annotated classes that containers found to carry the annotation
   * @throws IllegalArgumentException with everything that is wrong
   */
  public static void protect(
      ServletContext context, Supplier<Protection.Builder> routes, Set<Class<?>> annotated) {
    ProtectedServlets servlets = new ProtectedServlets(context, routes);
    context.getFilterRegistrations().values().forEach(servlets::read);
    servlets.annotatedServlets().forEach(servlets::protect);
    annotated.forEach(servlets::requireMeaning);
    RestGuard.install(context, annotated);
    // Not mapped: it is made once nothing can be registered any more, and then looks around.
    context.addFilter(PREFIX + "check", new LateCheck());
    if (!servlets.problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Protected routes:\n  " + String.join("\n  ", servlets.problems));
    }
  }

  /**
   * Called when nothing can be registered any more.
   *
   * @throws ServletException when a servlet is annotated and no filter is in front of it, because
   *     it was registered too late
   */
  public static void requireProtection(ServletContext context) throws ServletException {
    List<String> unprotected =
        new ProtectedServlets(context, () -> null)
            .annotatedServlets().keySet().stream()
                .filter(name -> context.getFilterRegistration(filterName(name, "require")) == null)
                .toList();
    if (!unprotected.isEmpty()) {
      throw new ServletException(
          "Not protected, although annotated with @ProtectedResource: the servlets "
              + unprotected
              + " were registered after Lockspire had started. Declare them with @WebServlet or in"
              + " web.xml.");
    }
  }

  /** Some containers go on without a servlet that cannot start, but not without a filter. */
  private static final class LateCheck extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    public void init(FilterConfig config) throws ServletException {
      super.init(config);
      requireProtection(config.getServletContext());
    }
  }

  private void read(FilterRegistration filter) {
    String type = filter.getClassName();
    Map<String, String> parameters = filter.getInitParameters();
    attempt(
        "Filter " + filter.getName(),
        () -> {
          if (VerifyTokenFilter.class.getName().equals(type)) {
            FilterSettings.route(routes.get(), parameters);
          } else if (EnforceSenderConstraintsFilter.class.getName().equals(type)
              || RequireTokenFilter.class.getName().equals(type)) {
            FilterSettings.requireNone(parameters);
          }
        });
  }

  private void attempt(String where, Runnable step) {
    try {
      step.run();
    } catch (IllegalArgumentException wrong) {
      problems.add(where + ": " + wrong.getMessage());
    }
  }

  /** Registered servlets with the annotation, by name. Asks no scan of the container's. */
  private Map<String, Class<?>> annotatedServlets() {
    Map<String, Class<?>> servlets = new TreeMap<>();
    for (ServletRegistration servlet : context.getServletRegistrations().values()) {
      loaded(servlet.getClassName())
          .filter(type -> type.isAnnotationPresent(ProtectedResource.class))
          .ifPresent(type -> servlets.put(servlet.getName(), type));
    }
    return servlets;
  }

  private Optional<Class<?>> loaded(String className) {
    if (className == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Class.forName(className, false, context.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError cannotServe) {
      return Optional.empty();
    }
  }

  private void protect(String servlet, Class<?> type) {
    attempt(
        "Servlet " + servlet + " (" + type.getName() + ")",
        () -> {
          Protection route =
              AnnotatedRoute.of(
                  routes.get(),
                  Optional.of(type.getAnnotation(ProtectedResource.class)),
                  Optional.empty());
          RouteProtection protection = route.protection();
          add(servlet, "verify", new VerifyTokenFilter(route));
          add(servlet, "enforce", new EnforceSenderConstraintsFilter(protection));
          add(servlet, "require", new RequireTokenFilter(protection));
        });
  }

  private void add(String servlet, String step, Filter filter) {
    FilterRegistration.Dynamic registration = context.addFilter(filterName(servlet, step), filter);
    if (registration == null) {
      throw new IllegalArgumentException(
          "there is a filter named " + filterName(servlet, step) + " already");
    }
    registration.setAsyncSupported(true);
    // After the host's own: those may have to answer a browser that asks first (CORS).
    registration.addMappingForServletNames(WAYS, true, servlet);
  }

  private static String filterName(String servlet, String step) {
    return PREFIX + servlet + "-" + step;
  }

  private void requireMeaning(Class<?> type) {
    if (Servlet.class.isAssignableFrom(type)) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(ProtectedResource.class)) {
          problems.add(
              type.getName() + "." + method.getName() + ": annotate the servlet, not its method");
        }
      }
    } else if (!RestShape.mayServe(type)) {
      problems.add(
          type.getName()
              + ": is neither a servlet nor a Jakarta REST resource; nothing protects it");
    }
  }
}
