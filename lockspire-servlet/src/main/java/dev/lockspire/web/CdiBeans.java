package dev.lockspire.web;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Optional;

/**
 * Beans of the host's CDI container. Loaded only where the CDI API exists, see {@link BeanSource}.
 */
final class CdiBeans implements BeanSource {
  private final CDI<Object> container;

  private CdiBeans(CDI<Object> container) {
    this.container = container;
  }

  /**
   * @throws IllegalStateException when no container runs
   */
  static BeanSource current() {
    return new CdiBeans(CDI.current());
  }

  @Override
  public <T> Optional<T> find(Class<T> type) {
    Instance<T> found = container.select(type);
    if (found.isAmbiguous()) {
      throw new StartupFailure(
          "There is more than one CDI bean of type "
              + type.getName()
              + ". Leave one, or supply the instance in a LockspireConfigurer.");
    }
    return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
  }

  @Override
  public <T> List<T> findAll(Class<T> type) {
    return container.select(type).stream().toList();
  }
}
