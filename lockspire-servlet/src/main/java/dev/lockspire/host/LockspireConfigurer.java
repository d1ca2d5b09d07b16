package dev.lockspire.host;

import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Optional: hands instances to the library in code. Found with {@link java.util.ServiceLoader};
 * what it supplies wins over CDI beans and over class names in the configuration.
 */
public interface LockspireConfigurer {

  /** Configuration values, {@code lockspire.*}; they win over every other source. */
  default Map<String, String> configuration(ServletContext context) {
    return Map.of();
  }

  /** Where protocol state is kept; wins over {@code lockspire.datasource} and the JDBC settings. */
  default Optional<DataSource> dataSource(ServletContext context) {
    return Optional.empty();
  }

  default Optional<AccountResolver> accountResolver(ServletContext context) {
    return Optional.empty();
  }

  default Optional<ConsentPolicy> consentPolicy(ServletContext context) {
    return Optional.empty();
  }

  default Optional<ConsentView> consentView(ServletContext context) {
    return Optional.empty();
  }

  /** The types of authorization details (RFC 9396) that the host knows; one validator for each. */
  default List<AuthorizationDetailsValidator> authorizationDetailsValidators(
      ServletContext context) {
    return List.of();
  }

  default Optional<LockspireListener> listener(ServletContext context) {
    return Optional.empty();
  }

  /** Who is at the console; without one, the container's caller and roles count. */
  default Optional<OperatorIdentity> operatorIdentity(ServletContext context) {
    return Optional.empty();
  }

  default Optional<RateLimiter> rateLimiter(ServletContext context) {
    return Optional.empty();
  }

  /** The clock of the protocol; meant for tests and demonstrations that advance time. */
  default Optional<InstantSource> clock(ServletContext context) {
    return Optional.empty();
  }
}
