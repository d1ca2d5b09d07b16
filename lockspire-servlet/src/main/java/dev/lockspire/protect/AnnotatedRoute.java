package dev.lockspire.protect;

import dev.lockspire.annotation.ProtectedResource;
import java.util.List;
import java.util.Optional;

/** What {@link ProtectedResource} says, on a class and on a method of it. */
final class AnnotatedRoute {
  private AnnotatedRoute() {}

  /** Writes what {@code annotation} gives into {@code builder}; what it leaves out stays. */
  private static void write(ProtectedResource annotation, RouteOptions options) {
    options.with(RouteOption.SCOPES, List.of(annotation.scopes()));
    options.with(RouteOption.AUDIENCES, List.of(annotation.audience()));
    options.with(RouteOption.ACR, List.of(annotation.acr()));
    if (annotation.maxAge() != -1) {
      options.with(RouteOption.MAX_AGE, List.of(Integer.toString(annotation.maxAge())));
    }
    if (!annotation.tokenLookup().isEmpty()) {
      options.with(RouteOption.TOKEN_LOOKUP, List.of(annotation.tokenLookup()));
    }
  }

  /**
   * The route that is described.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  static Protection of(
      Protection.Builder builder,
      Optional<ProtectedResource> onClass,
      Optional<ProtectedResource> onMethod) {
    onClass.ifPresent(annotation -> write(annotation, builder.options()));
    onMethod.ifPresent(annotation -> write(annotation, builder.options()));
    return builder.build();
  }
}
