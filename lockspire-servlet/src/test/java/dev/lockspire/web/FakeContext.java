package dev.lockspire.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An application's context with the few parts that are asked. */
public final class FakeContext {
  private String contextPath = "";
  private ClassLoader classLoader = FakeContext.class.getClassLoader();
  private final Map<String, ServletRegistration> registrations = new LinkedHashMap<>();
  private final Map<String, String> initParameters = new LinkedHashMap<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, FilterRegistration> filters = new LinkedHashMap<>();
  private final Map<String, Filter> added = new LinkedHashMap<>();
  private final Map<String, Integer> loadedOnStartup = new LinkedHashMap<>();
  private final List<String> filterMappings = new ArrayList<>();

  public FakeContext at(String path) {
    contextPath = path;
    return this;
  }

  public FakeContext classLoader(ClassLoader loader) {
    classLoader = loader;
    return this;
  }

  public FakeContext initParameter(String name, String value) {
    initParameters.put(name, value);
    return this;
  }

  public FakeContext servlet(String name, Class<?> type, String... mappings) {
    return servlet(name, type.getName(), Map.of(), mappings);
  }

  /**
   * A servlet whose registration may still be changed.
   *
   * @param className null where the registration names none
   */
  public FakeContext servlet(
      String name, String className, Map<String, String> parameters, String... mappings) {
    registrations.put(
        name,
        proxy(
            ServletRegistration.Dynamic.class,
            (called, arguments) ->
                switch (called) {
                  case "getName" -> name;
                  case "getClassName" -> className;
                  case "getMappings" -> List.of(mappings);
                  case "getInitParameter" -> parameters.get((String) arguments[0]);
                  case "setLoadOnStartup" -> loadedOnStartup.put(name, (Integer) arguments[0]);
                  default -> throw new UnsupportedOperationException(called);
                }));
    return this;
  }

  /** Servlets that were told, in code, to start with the application, and in which order. */
  public Map<String, Integer> loadedOnStartup() {
    return loadedOnStartup;
  }

  /** A filter of {@code web.xml} with its init-params, names and values in turn. */
  public FakeContext filter(String name, Class<?> type, String... parameters) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put(parameters[i], parameters[i + 1]);
    }
    filters.put(name, registration(FilterRegistration.class, name, type, named));
    return this;
  }

  /** Filters that were added in code, by name, in order. */
  public Map<String, Filter> added() {
    return added;
  }

  /** How those are mapped: name of the filter, dispatcher types, name of the servlet. */
  public List<String> filterMappings() {
    return filterMappings;
  }

  private <T> T registration(
      Class<T> kind, String name, Class<?> type, Map<String, String> parameters) {
    return proxy(
        kind,
        (called, arguments) ->
            switch (called) {
              case "getName" -> name;
              case "getClassName" -> type.getName();
              case "getInitParameters" -> parameters;
              case "setAsyncSupported" -> null;
              case "addMappingForServletNames" -> {
                filterMappings.add(
                    name + " " + arguments[0] + " " + String.join(",", (String[]) arguments[2]));
                yield null;
              }
              default -> throw new UnsupportedOperationException(called);
            });
  }

  private FilterRegistration.Dynamic add(String name, Filter filter) {
    if (filters.containsKey(name)) {
      return null;
    }
    FilterRegistration.Dynamic registration =
        registration(FilterRegistration.Dynamic.class, name, filter.getClass(), Map.of());
    added.put(name, filter);
    filters.put(name, registration);
    return registration;
  }

  public ServletContext build() {
    return proxy(
        ServletContext.class,
        (called, arguments) ->
            switch (called) {
              case "getContextPath" -> contextPath;
              case "getClassLoader" -> classLoader;
              case "getServletRegistrations" -> registrations;
              case "getFilterRegistrations" -> Map.copyOf(filters);
              case "getFilterRegistration" -> filters.get((String) arguments[0]);
              case "addFilter" -> add((String) arguments[0], (Filter) arguments[1]);
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
