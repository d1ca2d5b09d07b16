package dev.lockspire.faces.admin.web;

import dev.lockspire.Lockspire;
import dev.lockspire.config.ConsoleGuard;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mounts the console with the application. Declared in the web fragment.
 *
 * <p>An application whose console nobody guards does not start.
 */
public final class ConsoleStartup implements ServletContextListener {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleStartup.class);
  private static final int AFTER_THE_PROTOCOL = 2;

  /**
   * @throws IllegalStateException that stops the deployment, with a message that says what to do
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    ConsoleMount mount = ConsoleMount.of(context);
    ConsoleGuard guard = Lockspire.of(context).config().consoleGuard();
    Optional<String> problem = new GuardCheck(context, mount).problem(guard);
    if (problem.isPresent()) {
      String message = "The console does not start unguarded. " + problem.get();
      LOG.error(message);
      throw new IllegalStateException(message);
    }
    ServletRegistration.Dynamic servlet =
        context.addServlet(ConsoleServlet.NAME, new ConsoleServlet(mount.path()));
    servlet.setLoadOnStartup(AFTER_THE_PROTOCOL);
    servlet.addMapping(mount.pattern());
    LOG.info(
        "The console is at {}{}/, guarded by {}", context.getContextPath(), mount.path(), guard);
  }
}
