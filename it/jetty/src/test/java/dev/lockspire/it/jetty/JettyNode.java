package dev.lockspire.it.jetty;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.eclipse.jetty.ee10.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** One Jetty with one WAR, on a loopback port of its own. */
final class JettyNode implements AutoCloseable {
  private static final String CONTEXT = "/shop";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /** Takes a port, so that the address is known before the WAR is made. */
  JettyNode() throws IOException {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    connector.open();
  }

  /** Where the WAR answers, without a trailing slash. */
  URI base() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + CONTEXT);
  }

  /**
   * Deploys and starts.
   *
   * @param war made from this node's address
   */
  JettyNode start(Function<URI, WebArchive> war) throws Exception {
    Path work =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(System.getProperty("it.work"), "nodes")), "node");
    File file = work.resolve("shop.war").toFile();
    war.apply(base()).as(ZipExporter.class).exportTo(file);
    WebAppContext context = new WebAppContext(file.toString(), CONTEXT);
    context.setTempDirectory(work.resolve("webapp").toFile());
    context.setThrowUnavailableOnStartupException(true);
    context.setAttribute(
        MetaInfConfiguration.WEBINF_JAR_PATTERN,
        ".*/(lockspire|jakarta\\.faces|primefaces|weld|jakarta\\.enterprise)[^/]*\\.jar$");
    // For descriptors that ask the container to sign people in: nobody is known to it.
    HashLoginService logins = new HashLoginService("nobody");
    logins.setUserStore(new UserStore());
    context.getSecurityHandler().setLoginService(logins);
    server.setHandler(context);
    server.start();
    return this;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not stop", e);
    }
  }
}
