package dev.lockspire.protect;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** Tells Jakarta REST resources by the names of their annotations, where its API may be missing. */
final class RestShape {
  private static final String PATH = "jakarta.ws.rs.Path";
  private static final String HTTP_METHOD = "jakarta.ws.rs.HttpMethod";

  private RestShape() {}

  /** A resource, or what a resource may inherit from. */
  static boolean mayServe(Class<?> type) {
    return type.isInterface()
        || Modifier.isAbstract(type.getModifiers())
        || isAnnotated(type, PATH)
        || Arrays.stream(type.getMethods()).anyMatch(RestShape::mayServe)
        || inherits(type);
  }

  private static boolean mayServe(Method method) {
    return isAnnotated(method, PATH)
        || Arrays.stream(method.getAnnotations())
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
