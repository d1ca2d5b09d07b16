package dev.lockspire.faces.admin.web;

import dev.lockspire.web.LockspireServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Objects;

/**
 * Where the console is, from the mapping of the protocol's servlet: nobody writes it down twice.
 *
 * @param path path within the application, such as {@code /lockspire/admin}
 */
record ConsoleMount(String path) {

  ConsoleMount {
    Objects.requireNonNull(path, "path");
  }

  /**
   * @throws IllegalStateException when the protocol is not mounted
   */
  static ConsoleMount of(ServletContext context) {
    return context.getServletRegistrations().values().stream()
        .filter(servlet -> LockspireServlet.class.getName().equals(servlet.getClassName()))
        .map(ServletRegistration::getMappings)
        .flatMap(java.util.Collection::stream)
        .filter(mapping -> mapping.endsWith("/*"))
        .map(mapping -> new ConsoleMount(mapping.substring(0, mapping.length() - 2) + "/admin"))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The console has no place: LockspireServlet is not mapped to a prefix."));
  }

  String pattern() {
    return path + "/*";
  }
}
