package dev.lockspire.outbound;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.lockspire.crypto.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Somebody else's HTTPS server, on a loopback address. */
public final class HttpsHost implements AutoCloseable {
  /** A name that its certificate is good for beside the loopback addresses. */
  public static final String NAME = "keys.example.test";

  public static final TestCertificate CERTIFICATE =
      TestCertificate.of("CN=" + NAME)
          .dns(NAME)
          .dns("localhost")
          .ip("127.0.0.1")
          .ip("127.0.0.2")
          .ip("::1")
          .issue();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile HttpHandler answer = exchange -> send(exchange, 200, "{}");

  private HttpsHost(HttpsServer server) {
    this.server = server;
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls()) {
          @Override
          public void configure(HttpsParameters parameters) {
            connections.incrementAndGet();
            parameters.setSSLParameters(getSSLContext().getDefaultSSLParameters());
          }
        });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static HttpsHost start() {
    return on("127.0.0.1", 0);
  }

  static HttpsHost on(String address, int port) {
    try {
      return new HttpsHost(HttpsServer.create(new InetSocketAddress(address, port), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext tls() {
    try {
      char[] password = new char[0];
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry(
          "https",
          CERTIFICATE.keys().getPrivate(),
          password,
          new Certificate[] {CERTIFICATE.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    try (exchange) {
      answer.handle(exchange);
    }
  }

  /** What every request gets from now on. */
  public void answers(HttpHandler handler) {
    this.answer = handler;
  }

  /** As {@link #answers(HttpHandler)}: a whole answer. */
  public void answers(int status, String body) {
    answers(exchange -> send(exchange, status, body));
  }

  public static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** A URI of this server under the name of {@link #NAME}. */
  public URI uri(String pathAndQuery) {
    return URI.create("https://" + NAME + ":" + port() + pathAndQuery);
  }

  /** Method and path of every request so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many connections were made, whether or not a request came of them. */
  public int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
