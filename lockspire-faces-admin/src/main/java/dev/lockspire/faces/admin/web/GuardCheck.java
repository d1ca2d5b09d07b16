package dev.lockspire.faces.admin.web;

import dev.lockspire.config.ConsoleGuard;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Whether what the host says guards the console really stands before it. */
final class GuardCheck {
  private static final String CHOICES =
      " lockspire.admin.guard chooses what guards it: container, filter:<name> or external.";

  private final ServletContext context;
  private final ConsoleMount mount;

  GuardCheck(ServletContext context, ConsoleMount mount) {
    this.context = context;
    this.mount = mount;
  }

  /** What is missing, in words for the log; empty when all is well. */
  Optional<String> problem(ConsoleGuard guard) {
    return switch (guard.kind()) {
      case EXTERNAL -> Optional.empty();
      case FILTER -> filterProblem(guard.filter().orElseThrow());
      case CONTAINER -> containerProblem();
    };
  }

  private Optional<String> filterProblem(String name) {
    FilterRegistration filter = context.getFilterRegistrations().get(name);
    if (filter == null) {
      return Optional.of(
          "lockspire.admin.guard names the filter "
              + name
              + ", which is not registered."
              + CHOICES);
    }
    boolean covers =
        filter.getUrlPatternMappings().stream()
                .anyMatch(pattern -> UrlPattern.of(pattern).covers(mount.path()))
            || filter.getServletNameMappings().contains(ConsoleServlet.NAME);
    return covers
        ? Optional.empty()
        : Optional.of(
            "The filter "
                + name
                + ", which lockspire.admin.guard names, is not mapped to "
                + mount.pattern()
                + "."
                + CHOICES);
  }

  private Optional<String> containerProblem() {
    try (InputStream descriptor = context.getResourceAsStream("/WEB-INF/web.xml")) {
      if (descriptor != null && SecurityConstraints.read(descriptor).protect(mount.path())) {
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.of("WEB-INF/web.xml cannot be read: " + e.getMessage() + CHOICES);
    }
    return Optional.of(
        "No security-constraint with an auth-constraint in WEB-INF/web.xml covers all methods of "
            + mount.pattern()
            + "."
            + CHOICES);
  }
}
