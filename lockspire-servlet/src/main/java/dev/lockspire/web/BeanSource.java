package dev.lockspire.web;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where beans of the host may be found. */
interface BeanSource {

  /** No beans at all. */
  BeanSource NONE =
      new BeanSource() {
        @Override
        public <T> Optional<T> find(Class<T> type) {
          return Optional.empty();
        }

        @Override
        public <T> List<T> findAll(Class<T> type) {
          return List.of();
        }
      };

  /**
   * The one bean of {@code type}.
   *
   * @throws StartupFailure when there are several
   */
  <T> Optional<T> find(Class<T> type);

  /** Every bean of {@code type}. */
  <T> List<T> findAll(Class<T> type);

  /** The beans of a running CDI container; {@link #NONE} where the API or the container is not. */
  static BeanSource ofRunningCdi() {
    Logger log = LoggerFactory.getLogger(BeanSource.class);
    try {
      return CdiBeans.current();
    } catch (LinkageError | RuntimeException absent) {
      log.debug("No CDI beans: {}", absent.toString());
      return NONE;
    }
  }
}
