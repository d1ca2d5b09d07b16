package dev.lockspire.web;

import dev.lockspire.annotation.LockspireConfiguration;
import dev.lockspire.config.ConfigurationSource;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets the container find the host's {@link LockspireConfiguration} and keeps it for {@link
 * LockspireStartup}. Called by the container, before any listener.
 */
@HandlesTypes(LockspireConfiguration.class)
public final class AnnotationScan implements ServletContainerInitializer {
  private static final String ATTRIBUTE = AnnotationScan.class.getName();

  @Override
  public void onStartup(Set<Class<?>> found, ServletContext context) {
    if (found != null && !found.isEmpty()) {
      context.setAttribute(ATTRIBUTE, source(found));
    }
  }

  /** What was found; nothing where containers do not scan. */
  static ConfigurationSource found(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) instanceof ConfigurationSource source
        ? source
        : ConfigurationSource.none();
  }

  /** Several annotated classes make one source, so a key on two of them is reported. */
  private static ConfigurationSource source(Set<Class<?>> found) {
    List<Class<?>> annotated =
        found.stream()
            .filter(type -> type.isAnnotationPresent(LockspireConfiguration.class))
            .sorted(Comparator.comparing(Class::getName))
            .toList();
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
