package dev.lockspire.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.configurator.BeanConfigurator;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MicroProfile Health")
class HealthBeansTest {
  private final List<String> configured = new ArrayList<>();

  private <T> T recording(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              configured.add(
                  method.getName()
                      + Arrays.toString(arguments == null ? new Object[0] : arguments));
              return type == BeanConfigurator.class ? proxy : recording(BeanConfigurator.class);
            }));
  }

  @Test
  @DisplayName("gets a readiness and a liveness check where the application sees it")
  void present() {
    new HealthBeans().addTo(recording(AfterBeanDiscovery.class));

    assertThat(configured)
        .contains(
            "addType[" + HealthCheck.class + "]",
            "addQualifier[" + Readiness.Literal.INSTANCE + "]",
            "addQualifier[" + Liveness.Literal.INSTANCE + "]");
  }

  @Test
  @DisplayName("names both lockspire, and both are down where Lockspire does not run")
  void notRunning() {
    assertThat(HealthChecks.readiness(Optional.empty()).getName()).isEqualTo("lockspire");
    assertThat(HealthChecks.readiness(Optional.empty()).getStatus()).isEqualTo(Status.DOWN);
    assertThat(HealthChecks.liveness(Optional.empty()).getName()).isEqualTo("lockspire");
    assertThat(HealthChecks.liveness(Optional.empty()).getStatus()).isEqualTo(Status.DOWN);
  }
}
