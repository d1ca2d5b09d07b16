package dev.lockspire.protect;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;

/** Stands in front of one resource method. */
final class RestGate implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String HEADERS = RestGate.class.getName() + ".headers";

  private final Protection route;
  private final Supplier<HttpServletRequest> requests;

  /**
   * @param requests the request at hand
   */
  RestGate(Protection route, Supplier<HttpServletRequest> requests) {
    this.route = route;
    this.requests = requests;
  }

  @Override
  public void filter(ContainerRequestContext call) {
    Decision decision = route.verify(requests.get());
    if (decision instanceof Decision.Allowed allowed) {
      call.setProperty(HEADERS, allowed.headers());
      call.setSecurityContext(
          new TokenSecurityContext(allowed.token(), call.getSecurityContext().isSecure()));
    } else if (decision instanceof Decision.Refused refused) {
      Response.ResponseBuilder answer = Response.status(refused.status()).entity(refused.json());
      refused.headers().forEach(answer::header);
      call.abortWith(answer.build());
    }
  }

  @Override
  public void filter(ContainerRequestContext call, ContainerResponseContext answer) {
    if (call.getProperty(HEADERS) instanceof Map<?, ?> headers) {
      headers.forEach((name, value) -> answer.getHeaders().add(name.toString(), value));
    }
  }
}
