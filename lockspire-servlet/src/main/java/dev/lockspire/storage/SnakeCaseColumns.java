package dev.lockspire.storage;

import java.util.Locale;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl;
import org.hibernate.boot.model.source.spi.AttributePath;

/**
 * A column without an explicit name is called as its attribute, in the snake case of the schema:
 * {@code redirectUris} is {@code redirect_uris}.
 */
final class SnakeCaseColumns extends ImplicitNamingStrategyJpaCompliantImpl {
  private static final long serialVersionUID = 1L;

  @Override
  protected String transformAttributePath(AttributePath attributePath) {
    return attributePath
        .getProperty()
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
