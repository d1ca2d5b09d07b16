package dev.lockspire.protect;

import jakarta.servlet.ServletRegistration;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Tells Jakarta REST resources by the names of their annotations, where its API may be missing. */
final class RestShape {
  private static final String PATH = "jakarta.ws.rs.Path";
  private static final String HTTP_METHOD = "jakarta.ws.rs.HttpMethod";
  private static final String APPLICATION = "jakarta.ws.rs.core.Application";
  private static final String APPLICATION_PARAMETER = "jakarta.ws.rs.Application";

  /** Servlets that are told of their application in ways of their own. */
  private static final List<String> RUNTIMES =
      List.of("org.glassfish.jersey.", "org.jboss.resteasy.", "org.apache.cxf.jaxrs.");

  private RestShape() {}

  /** A resource, or what a resource may inherit from. */
  static boolean mayServe(Class<?> type) {
    return type.isInterface()
        || Modifier.isAbstract(type.getModifiers())
        || isAnnotated(type, PATH)
        || Arrays.stream(type.getMethods()).anyMatch(RestShape::mayServe)
        || inherits(type);
  }

  /** A resource that requests begin at, with a method that answers them. */
  static boolean isRootResource(Class<?> type) {
    List<Class<?>> lineage = RestAnnotations.lineage(type);
    return lineage.stream().anyMatch(one -> isAnnotated(one, PATH))
        && lineage.stream()
            .flatMap(one -> Arrays.stream(one.getDeclaredMethods()))
            .anyMatch(RestShape::answers);
  }

  /**
   * Whether {@code servlet} runs a Jakarta REST application: as its specification (§2.3.2) would
   * have it named or told, or by whose it is.
   */
  static boolean isRuntime(ServletRegistration servlet, ClassLoader loader) {
    return servlet.getInitParameter(APPLICATION_PARAMETER) != null
        || servlet.getName().equals(APPLICATION)
        || descends(servlet.getName(), loader, APPLICATION::equals)
        || descends(
            servlet.getClassName(), loader, name -> RUNTIMES.stream().anyMatch(name::startsWith));
  }

  /** Whether {@code className} names a class that is, or extends, one with such a name. */
  private static boolean descends(
      String className, ClassLoader loader, Predicate<String> ancestor) {
    if (className == null) {
      return false;
    }
    try {
      for (Class<?> one = Class.forName(className, false, loader);
          one != null;
          one = one.getSuperclass()) {
        if (ancestor.test(one.getName())) {
          return true;
        }
      }
      return false;
    } catch (ClassNotFoundException | LinkageError noClass) {
      return ancestor.test(className);
    }
  }

  private static boolean mayServe(Method method) {
    return isAnnotated(method, PATH) || answers(method);
  }

  private static boolean answers(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(annotation -> isAnnotated(annotation, HTTP_METHOD));
  }

  /** Resources may leave their annotations to an interface or a superclass. */
  private static boolean inherits(Class<?> type) {
    for (Class<?> one = type; one != null; one = one.getSuperclass()) {
      if (isAnnotated(one, PATH)) {
        return true;
      }
      for (Class<?> face : one.getInterfaces()) {
        if (isAnnotated(face, PATH)
            || Arrays.stream(face.getMethods()).anyMatch(RestShape::mayServe)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAnnotated(AnnotatedElement element, String annotation) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(found -> found.annotationType().getName().equals(annotation));
  }
}
