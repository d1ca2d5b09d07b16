package dev.lockspire.demo.run;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Embedded Jetty with the WAR, on loopback only. */
final class WebServer implements AutoCloseable {
  /** Above the product's own bound on queries, so that it is the product that answers. */
  private static final int REQUEST_HEADER_BYTES = 32 * 1024;

  private static final String SCANNED_JARS =
      ".*/(lockspire|jakarta\\.faces|primefaces|weld|jakarta\\.enterprise)[^/]*\\.jar$";

  private static final long STOP_PATIENCE_MILLIS = 5_000;

  private final Server server = new Server();
  private final List<InetAddress> addresses = Loopback.addresses();

  private WebServer() {
    server.setStopTimeout(STOP_PATIENCE_MILLIS);
  }

  static WebServer create() {
    return new WebServer();
  }

  /**
   * @throws StartProblem when the port is taken
   */
  void listen(int port) {
    for (InetAddress address : addresses) {
      add(address, port, new HttpConnectionFactory(httpConfiguration()));
    }
  }

  /** HTTPS; client certificates are asked for, and what they are worth is not Jetty's to judge. */
  void listenSecurely(int port, SelfSignedCertificate certificate) {
    SslContextFactory.Server tls = new AnyClientCertificate(certificate);
    HttpConfiguration https = httpConfiguration();
    // The certificate's names are loopback names, which are not sent as SNI.
    https.addCustomizer(new SecureRequestCustomizer(false));
    for (InetAddress address : addresses) {
      SslConnectionFactory handshake = new SslConnectionFactory(tls, "http/1.1");
      add(address, port, handshake, new HttpConnectionFactory(https));
    }
  }

  private void add(InetAddress address, int port, ConnectionFactory... factories) {
    if (!Loopback.bindable(address, port)) {
      throw new StartProblem(
          "Port "
              + port
              + " on "
              + address.getHostAddress()
              + " is in use by another program.\nChoose another one with --port or --https-port.");
    }
    ServerConnector connector = new ServerConnector(server, factories);
    connector.setHost(address.getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
  }

  private static HttpConfiguration httpConfiguration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(REQUEST_HEADER_BYTES);
    return configuration;
  }

  boolean onlyLoopback() {
    return !addresses.isEmpty() && addresses.stream().allMatch(InetAddress::isLoopbackAddress);
  }

  /**
   * Deploys {@code war} at the root and opens the ports.
   *
   * @throws StartProblem when the WAR refuses to start
   */
  void start(Path war, Path work, Map<String, String> parameters) {
    try {
      Files.createDirectories(work);
      WebAppContext context = new WebAppContext();
      context.setContextPath("/");
      context.setWar(war.toString());
      context.setTempDirectory(work.toFile());
      context.setThrowUnavailableOnStartupException(true);
      // Two SLF4J copies would mean two configurations: the runner's serves the WAR as well.
      context.getProtectedClassMatcher().add("org.slf4j.");
      // Only these jars have fragments or annotations worth scanning for.
      context.setAttribute(MetaInfConfiguration.WEBINF_JAR_PATTERN, SCANNED_JARS);
      parameters.forEach(context::setInitParameter);
      server.setHandler(context);
      server.start();
    } catch (IOException e) {
      throw new StartProblem("The web server cannot start: " + e, e);
    } catch (Exception e) {
      throw new StartProblem("The application refused to start: " + rootMessage(e), e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  void join() throws InterruptedException {
    server.join();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty did not stop cleanly: " + e, e);
    }
  }
}
