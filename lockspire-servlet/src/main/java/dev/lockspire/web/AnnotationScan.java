package dev.lockspire.web;

import dev.lockspire.annotation.LockspireConfiguration;
import dev.lockspire.annotation.ProtectedResource;
import dev.lockspire.config.ConfigurationSource;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets the container find the host's {@link LockspireConfiguration} and {@link ProtectedResource}
 * and keeps what was found for {@link LockspireStartup}. Called by the container, before any
 * listener.
 */
@HandlesTypes({LockspireConfiguration.class, ProtectedResource.class})
public final class AnnotationScan implements ServletContainerInitializer {
  private static final String ATTRIBUTE = AnnotationScan.class.getName();

  private record Found(Set<Class<?>> classes) {}

  @Override
  public void onStartup(Set<Class<?>> found, ServletContext context) {
    if (found != null && !found.isEmpty()) {
      context.setAttribute(ATTRIBUTE, new Found(Set.copyOf(found)));
    }
  }

  /** The configuration that was found; none where containers do not scan. */
  static ConfigurationSource configuration(ServletContext context) {
    Set<Class<?>> annotated = found(context, LockspireConfiguration.class);
    return annotated.isEmpty() ? ConfigurationSource.none() : source(annotated);
  }

  /** Classes that say of themselves or of a method that they are to be protected. */
  static Set<Class<?>> protectedResources(ServletContext context) {
    return found(context, ProtectedResource.class);
  }

  private static Set<Class<?>> found(
      ServletContext context, Class<? extends Annotation> annotation) {
    return context.getAttribute(ATTRIBUTE) instanceof Found found
        ? found.classes().stream()
            .filter(type -> carries(type, annotation))
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private static boolean carries(Class<?> type, Class<? extends Annotation> annotation) {
    try {
      return type.isAnnotationPresent(annotation)
          || Stream.of(type.getDeclaredMethods()).anyMatch(m -> m.isAnnotationPresent(annotation));
    } catch (LinkageError cannotBeUsed) {
      return false;
    }
  }

  /** Several annotated classes make one source, so a key on two of them is reported. */
  private static ConfigurationSource source(Set<Class<?>> found) {
    List<Class<?>> annotated = found.stream().sorted(Comparator.comparing(Class::getName)).toList();
    String name =
        "@LockspireConfiguration on "
            + String.join(", ", annotated.stream().map(Class::getName).toList());
    return ConfigurationSource.ofPairs(
        name,
        annotated.stream()
            .flatMap(type -> Stream.of(type.getAnnotation(LockspireConfiguration.class).value()))
            .toArray(String[]::new));
  }
}
