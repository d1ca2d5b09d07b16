package dev.lockspire.web;

import dev.lockspire.Lockspire;
import dev.lockspire.config.ConfigurationException;
import dev.lockspire.config.ConfigurationSources;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.host.HostSeams;
import dev.lockspire.host.LockspireConfigurer;
import dev.lockspire.host.RateLimiter;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.Router;
import dev.lockspire.http.Throttle;
import dev.lockspire.protect.ProtectedServlets;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.UnavailableException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the library with the application and stops it with it. Declared in the web fragment.
 *
 * <p>What cannot start stops the deployment: a provider that is half there answers nobody.
 */
public final class LockspireStartup implements ServletContextListener {
  private static final Logger LOG = LoggerFactory.getLogger(LockspireStartup.class);
  private Optional<Lockspire> running = Optional.empty();

  /**
   * @throws RuntimeException that stops the deployment, with one message that says everything that
   *     is wrong
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    try {
      start(context);
    } catch (StartupFailure | ConfigurationException explained) {
      LOG.error("Lockspire does not start. {}", explained.getMessage());
      throw explained;
    } catch (RuntimeException | LinkageError | ServiceConfigurationError failure) {
      LOG.error("Lockspire does not start. {}", failure.getMessage());
      throw new StartupFailure("Lockspire does not start. " + failure.getMessage(), failure);
    }
  }

  private void start(ServletContext context) {
    if (ProtocolHandler.of(context).isPresent()) {
      throw new StartupFailure(
          "Lockspire is started twice in this application: remove LockspireStartup from web.xml,"
              + " the library declares it itself.");
    }
    Mount mount = Mount.of(context);
    LockspireConfigurer configurer = configurer(context);
    Optional<DataSource> dataSource = configurer.dataSource(context);
    ConfigurationSources sources =
        ConfigurationSources.standard(
            context.getClassLoader(),
            AnnotationScan.configuration(context),
            contextParams(context),
            configurer.configuration(context));
    LockspireConfig config =
        LockspireConfig.load(dataSource.isPresent() ? sources.withDataSourceSupplied() : sources);
    mount.requireAgreementWith(Issuer.of(config.issuer().issuer().toString()));
    HostSeams seams =
        new SeamDiscovery(context, configurer, BeanSource.ofRunningCdi())
            .find(config.seams(), config.rar(), dataSource);
    Lockspire lockspire = Lockspire.start(config, seams);
    running = Optional.of(lockspire);
    lockspire.install(context);
    Router router = lockspire.router(throttle(seams.rateLimiter()));
    new ProtocolHandler(lockspire.issuer(), config.http(), lockspire.clientCertificates(), router)
        .install(context);
    WellKnownServlet.publish(context, lockspire.protectedResources());
    protect(context, lockspire);
    LOG.info("Lockspire answers at {}", lockspire.issuer().value());
  }

  private static void protect(ServletContext context, Lockspire lockspire) {
    try {
      ProtectedServlets.protect(
          context, lockspire::protect, AnnotationScan.protectedResources(context));
    } catch (IllegalArgumentException wrong) {
      throw new StartupFailure(wrong.getMessage(), wrong);
    }
  }

  /**
   * What {@link #contextInitialized} made.
   *
   * @throws UnavailableException when it has not run
   */
  static ProtocolHandler handler(ServletContext context) throws UnavailableException {
    return ProtocolHandler.of(context)
        .orElseThrow(() -> new UnavailableException("Lockspire was not started"));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    running.ifPresent(Lockspire::close);
    running = Optional.empty();
    JdbcDrivers.deregister(event.getServletContext().getClassLoader());
  }

  private static LockspireConfigurer configurer(ServletContext context) {
    List<LockspireConfigurer> found =
        ServiceLoader.load(LockspireConfigurer.class, context.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    if (found.size() > 1) {
      throw new StartupFailure(
          "There is more than one LockspireConfigurer: "
              + String.join(", ", found.stream().map(c -> c.getClass().getName()).toList())
              + ". Leave one.");
    }
    return found.isEmpty() ? new LockspireConfigurer() {} : found.get(0);
  }

  private static Map<String, String> contextParams(ServletContext context) {
    Map<String, String> params = new HashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      params.put(name, context.getInitParameter(name));
    }
    return params;
  }

  private static Throttle throttle(Optional<RateLimiter> limiter) {
    return limiter
        .<Throttle>map(
            host ->
                (request, path) -> request.servletRequest().flatMap(r -> host.retryAfter(r, path)))
        .orElse(Throttle.NONE);
  }
}
