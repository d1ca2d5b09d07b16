package dev.lockspire.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An application's context with the few parts that are asked. */
final class FakeContext {
  private String contextPath = "";
  private ClassLoader classLoader = FakeContext.class.getClassLoader();
  private final Map<String, ServletRegistration> registrations = new LinkedHashMap<>();
  private final Map<String, String> initParameters = new LinkedHashMap<>();
  private final Map<String, Object> attributes = new HashMap<>();

  FakeContext at(String path) {
    contextPath = path;
    return this;
  }

  FakeContext classLoader(ClassLoader loader) {
    classLoader = loader;
    return this;
  }

  FakeContext initParameter(String name, String value) {
    initParameters.put(name, value);
    return this;
  }

  FakeContext servlet(String name, Class<?> type, String... mappings) {
    registrations.put(
        name,
        proxy(
            ServletRegistration.class,
            (called, arguments) ->
                switch (called) {
                  case "getName" -> name;
                  case "getClassName" -> type.getName();
                  case "getMappings" -> List.of(mappings);
                  default -> throw new UnsupportedOperationException(called);
                }));
    return this;
  }

  ServletContext build() {
    return proxy(
        ServletContext.class,
        (called, arguments) ->
            switch (called) {
              case "getContextPath" -> contextPath;
              case "getClassLoader" -> classLoader;
              case "getServletRegistrations" -> registrations;
              case "getInitParameterNames" -> Collections.enumeration(initParameters.keySet());
              case "getInitParameter" -> initParameters.get((String) arguments[0]);
              case "getAttribute" -> attributes.get((String) arguments[0]);
              case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
              default -> throw new UnsupportedOperationException(called);
            });
  }

  private interface Answer {
    Object to(String called, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> answer.to(called.getName(), arguments)));
  }
}
