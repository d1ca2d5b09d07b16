package dev.lockspire.demo.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The part of the API that is made with Jakarta REST. What protects it is found by itself. */
@ApplicationPath("/api")
public final class BillingApi extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Invoices.class, Me.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
