package dev.lockspire.web;

import dev.lockspire.http.Issuer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Collection;
import java.util.List;

/**
 * Where the servlet is mapped.
 *
 * @param path context path and mapping as the browser sees them; empty for a mapping of {@code /*}
 *     in the root application
 */
record Mount(String path) {

  /**
   * @throws StartupFailure when the servlet is registered not at all or more than once, or its
   *     mapping is not one prefix
   */
  static Mount of(ServletContext context) {
    List<? extends ServletRegistration> ours =
        context.getServletRegistrations().values().stream()
            .filter(r -> LockspireServlet.class.getName().equals(r.getClassName()))
            .toList();
    if (ours.size() > 1) {
      throw new StartupFailure(
          "LockspireServlet is registered more than once, as "
              + String.join(", ", ours.stream().map(ServletRegistration::getName).sorted().toList())
              + ". The library registers it itself, as 'lockspire': to mount it elsewhere, add only"
              + " a servlet-mapping for that name to web.xml.");
    }
    if (ours.isEmpty()) {
      throw new StartupFailure(
          "LockspireServlet is not registered: the web fragment lockspire_servlet was left out,"
              + " by absolute-ordering or metadata-complete in web.xml.");
    }
    Collection<String> mappings = ours.get(0).getMappings();
    if (mappings.size() != 1 || !mappings.iterator().next().endsWith("/*")) {
      throw new StartupFailure(
          "LockspireServlet must be mapped to exactly one prefix such as /lockspire/*, but is"
              + " mapped to "
              + mappings
              + ".");
    }
    String mapping = mappings.iterator().next();
    return new Mount(context.getContextPath() + mapping.substring(0, mapping.length() - 2));
  }

  /**
   * @throws StartupFailure when {@code issuer} names another path
   */
  void requireAgreementWith(Issuer issuer) {
    if (!path.equals(issuer.mountPath())) {
      throw new StartupFailure(
          "The issuer and the mount do not agree: lockspire.issuer is "
              + issuer.value()
              + ", so its path is '"
              + issuer.mountPath()
              + "', but the servlet is mounted at '"
              + path
              + "' (context path and servlet mapping). Change one of them.");
    }
  }
}
