package dev.lockspire.protect;

import dev.lockspire.Lockspire;
import dev.lockspire.annotation.ProtectedResource;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Honours {@link ProtectedResource} on resource classes and methods of Jakarta REST: in front of
 * each stands a filter of priority {@link Priorities#AUTHENTICATION}.
 *
 * <p>Jakarta REST 3.1 finds it by itself, unless the application sets {@code
 * jakarta.ws.rs.loadServices} to false; then, and in older versions, register this class. Where it
 * is missing although resources are annotated, requests to them are refused.
 */
@Provider
public final class ProtectedRestFeature implements DynamicFeature {

  @Context private ServletContext servletContext;
  @Context private HttpServletRequest request;

  /**
   * @throws IllegalStateException when the library does not run in this application
   * @throws IllegalArgumentException when an annotation contradicts itself
   */
  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    RestGuard.honour(servletContext);
    RestAnnotations annotations =
        RestAnnotations.of(resource.getResourceClass(), resource.getResourceMethod());
    if (!annotations.arePresent()) {
      return;
    }
    Protection route;
    try {
      route =
          AnnotatedRoute.of(
              Lockspire.of(servletContext).protect(),
              annotations.onClass(),
              annotations.onMethod());
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          resource.getResourceClass().getName()
              + "."
              + resource.getResourceMethod().getName()
              + ": "
              + wrong.getMessage(),
          wrong);
    }
    context.register(new RestGate(route, () -> request), Priorities.AUTHENTICATION);
  }
}
