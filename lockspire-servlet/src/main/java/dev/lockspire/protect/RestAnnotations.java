package dev.lockspire.protect;

import dev.lockspire.annotation.ProtectedResource;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The annotations that hold for a resource method: on the method and what it overrides, on the
 * class and what it inherits from, the nearest first. A proxy of a container is a subclass too.
 */
record RestAnnotations(Optional<ProtectedResource> onClass, Optional<ProtectedResource> onMethod) {

  static RestAnnotations of(Class<?> type, Method method) {
    List<Class<?>> lineage = lineage(type);
    return new RestAnnotations(
        lineage.stream()
            .map(one -> one.getDeclaredAnnotation(ProtectedResource.class))
            .filter(annotation -> annotation != null)
            .findFirst(),
        lineage.stream()
            .map(one -> declared(one, method))
            .flatMap(Optional::stream)
            .map(one -> one.getDeclaredAnnotation(ProtectedResource.class))
            .filter(annotation -> annotation != null)
            .findFirst());
  }

  boolean arePresent() {
    return onClass.isPresent() || onMethod.isPresent();
  }

  /** Classes from {@code type} upwards, then their interfaces. */
  static List<Class<?>> lineage(Class<?> type) {
    List<Class<?>> lineage = new ArrayList<>();
    for (Class<?> one = type; one != null; one = one.getSuperclass()) {
      lineage.add(one);
    }
    for (int i = 0; i < lineage.size(); i++) {
      for (Class<?> face : lineage.get(i).getInterfaces()) {
        if (!lineage.contains(face)) {
          lineage.add(face);
        }
      }
    }
    return lineage;
  }

  private static Optional<Method> declared(Class<?> type, Method method) {
    try {
      return Optional.of(type.getDeclaredMethod(method.getName(), method.getParameterTypes()));
    } catch (NoSuchMethodException notHere) {
      return Optional.empty();
    }
  }
}
