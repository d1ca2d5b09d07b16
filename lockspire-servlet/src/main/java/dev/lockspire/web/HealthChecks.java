package dev.lockspire.web;

import dev.lockspire.Lockspire;
import dev.lockspire.admin.NodeReadiness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.servlet.ServletContext;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** The checks of MicroProfile Health. Loaded only where that is. */
final class HealthChecks {
  private static final String NAME = "lockspire";

  private HealthChecks() {}

  static void addTo(AfterBeanDiscovery discovery, Supplier<Optional<ServletContext>> application) {
    add(discovery, Readiness.Literal.INSTANCE, () -> readiness(running(application)));
    add(discovery, Liveness.Literal.INSTANCE, () -> liveness(running(application)));
  }

  private static void add(AfterBeanDiscovery discovery, Annotation kind, HealthCheck check) {
    discovery
        .<HealthCheck>addBean()
        .id("lockspire-" + kind.annotationType().getSimpleName())
        .addType(HealthCheck.class)
        .addQualifier(kind)
        .scope(ApplicationScoped.class)
        .produceWith(beans -> check);
  }

  private static Optional<Lockspire> running(Supplier<Optional<ServletContext>> application) {
    return application
        .get()
        .map(context -> context.getAttribute(Lockspire.class.getName()))
        .filter(Lockspire.class::isInstance)
        .map(Lockspire.class::cast);
  }

  static HealthCheckResponse readiness(Optional<Lockspire> lockspire) {
    Optional<NodeReadiness> now = lockspire.filter(Lockspire::isLive).map(Lockspire::readiness);
    Map<String, Object> data = new LinkedHashMap<>();
    now.ifPresent(known -> data.putAll(known.checks()));
    return answer(now.filter(NodeReadiness::ready).isPresent(), data);
  }

  static HealthCheckResponse liveness(Optional<Lockspire> lockspire) {
    return answer(lockspire.filter(Lockspire::isLive).isPresent(), Map.of());
  }

  private static HealthCheckResponse answer(boolean up, Map<String, Object> data) {
    return new HealthCheckResponse(
        NAME, up ? Status.UP : Status.DOWN, data.isEmpty() ? Optional.empty() : Optional.of(data));
  }
}
