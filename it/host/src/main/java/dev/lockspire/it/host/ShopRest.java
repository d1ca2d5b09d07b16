package dev.lockspire.it.host;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/**
 * A Jakarta REST application that names its classes, so that none is looked for: what protects them
 * has to come by itself. Where the WAR has a file of that name, it is kept from coming.
 */
@ApplicationPath("/rest")
public final class ShopRest extends Application {
  private static final String WITHOUT_SERVICES = "/without-services";

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Stock.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        "jersey.config.server.wadl.disableWadl",
        true,
        "jakarta.ws.rs.loadServices",
        ShopRest.class.getResource(WITHOUT_SERVICES) == null);
  }
}
