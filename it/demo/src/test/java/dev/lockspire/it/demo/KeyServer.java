package dev.lockspire.it.demo;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** Publishes the public keys of applications, over TLS. */
final class KeyServer implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private final HttpsServer server;
  private final Map<String, String> published = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> fetches = new ConcurrentHashMap<>();

  private KeyServer(HttpsServer server) {
    this.server = server;
  }

  /**
   * Returns once somebody was answered.
   *
   * @param visitor trusts {@code tls}
   */
  static KeyServer start(SSLContext tls, SSLContext visitor) throws IOException {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpsServer server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    KeyServer keys = new KeyServer(server);
    server.createContext("/", keys::answer);
    server.start();
    keys.visit(visitor);
    return keys;
  }

  /** The first handshake of a JVM takes its time, and who fetches keys waits for a second only. */
  private void visit(SSLContext visitor) throws IOException {
    HttpsURLConnection visit = (HttpsURLConnection) at("nobody").toURL().openConnection();
    visit.setSSLSocketFactory(visitor.getSocketFactory());
    if (visit.getResponseCode() != 404) {
      throw new AssertionError("Keys of nobody");
    }
  }

  /** The {@code jwks_uri} of a client. */
  URI at(String client) {
    return URI.create("https://" + HOST + ":" + server.getAddress().getPort() + "/" + client);
  }

  /** Puts these keys, and none but these, where the client's are. */
  void publish(String client, JWK... keys) {
    published.put("/" + client, new JWKSet(List.of(keys)).toPublicJWKSet().toString());
  }

  /** How often somebody looked there. */
  int fetches(String client) {
    return fetches.getOrDefault("/" + client, new AtomicInteger()).get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String keys = published.get(path);
    fetches.computeIfAbsent(path, any -> new AtomicInteger()).incrementAndGet();
    byte[] body = (keys == null ? "{}" : keys).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", JWKSet.MIME_TYPE);
    exchange.sendResponseHeaders(keys == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
