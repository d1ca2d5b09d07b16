package dev.lockspire.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.ServletContext;
import java.util.Optional;

/**
 * Adds the readiness and liveness checks named {@code lockspire} where the application sees
 * MicroProfile Health. Found by CDI where there is one; without MicroProfile it adds nothing, and
 * no class that needs it is loaded.
 */
public final class HealthBeans implements Extension {
  private static final String HEALTH_CHECK = "org.eclipse.microprofile.health.HealthCheck";

  /** Health is asked outside of any request, where nobody else can tell the application. */
  private volatile ServletContext application;

  void started(@Observes @Initialized(ApplicationScoped.class) Object event) {
    if (event instanceof ServletContext context) {
      application = context;
    }
  }

  void addTo(@Observes AfterBeanDiscovery discovery) {
    if (isPresent()) {
      HealthChecks.addTo(discovery, this::application);
    }
  }

  private Optional<ServletContext> application() {
    return Optional.ofNullable(application);
  }

  private static boolean isPresent() {
    try {
      Class.forName(HEALTH_CHECK, false, HealthBeans.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }
}
