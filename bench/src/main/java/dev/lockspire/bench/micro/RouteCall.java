package dev.lockspire.bench.micro;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A request to a protected route, with the few parts that its filters touch. */
final class RouteCall extends HttpServletRequestWrapper {
  private static final HttpServletRequest NOTHING_ELSE =
      (HttpServletRequest)
          Proxy.newProxyInstance(
              HttpServletRequest.class.getClassLoader(),
              new Class<?>[] {HttpServletRequest.class},
              (proxy, called, arguments) -> {
                throw new UnsupportedOperationException(called.getName());
              });

  private List<String> authorization = List.of();
  private Object token;

  RouteCall() {
    super(NOTHING_ELSE);
  }

  /** The same request as a new one, with {@code header} for its {@code Authorization}. */
  RouteCall with(List<String> header) {
    authorization = header;
    token = null;
    return this;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equals("Authorization")
        ? Collections.enumeration(authorization)
        : Collections.emptyEnumeration();
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  /** There is one: the token. */
  @Override
  public Object getAttribute(String name) {
    return token;
  }

  @Override
  public void setAttribute(String name, Object value) {
    token = value;
  }
}
