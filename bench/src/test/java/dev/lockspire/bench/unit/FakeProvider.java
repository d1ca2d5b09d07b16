package dev.lockspire.bench.unit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Just enough of a provider to let every unit of work run: it keeps codes, refresh tokens, sessions
 * and consents in memory, lets each code and refresh token be spent once, and checks nothing else.
 */
final class FakeProvider implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicInteger serial = new AtomicInteger();
  private final Set<String> spendable = ConcurrentHashMap.newKeySet();
  private final Set<String> signedIn = ConcurrentHashMap.newKeySet();
  private final Set<String> consented = ConcurrentHashMap.newKeySet();
  final AtomicInteger codesSpent = new AtomicInteger();
  final AtomicInteger rotations = new AtomicInteger();

  private FakeProvider(HttpServer server) {
    this.server = server;
  }

  static FakeProvider start() throws IOException {
    // Head and body are two packets here, and the second would wait 40 ms for the first one's echo.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeProvider provider = new FakeProvider(server);
    server.setExecutor(provider.threads);
    server.createContext("/as", provider::handle);
    server.start();
    return provider;
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/as");
  }

  private void handle(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    switch (exchange.getRequestURI().getPath()) {
      case "/as/.well-known/openid-configuration" -> send(exchange, 200, discovery());
      case "/as/jwks" -> send(exchange, 200, "{\"keys\":[]}");
      case "/as/authorize" -> authorize(exchange);
      case "/as/login" -> login(exchange, form);
      case "/as/consent" -> consent(exchange);
      case "/as/par" -> push(exchange, form);
      case "/as/token" -> token(exchange, form);
      case "/as/introspect" -> send(exchange, 200, "{\"active\":true}");
      case "/as/userinfo" -> send(exchange, 200, "{\"sub\":\"alice\"}");
      default -> send(exchange, 404, "{}");
    }
  }

  private String discovery() {
    return Map.of(
            "authorization_endpoint", "/authorize",
            "token_endpoint", "/token",
            "pushed_authorization_request_endpoint", "/par",
            "introspection_endpoint", "/introspect",
            "userinfo_endpoint", "/userinfo",
            "jwks_uri", "/jwks")
        .entrySet()
        .stream()
        .map(member -> "\"" + member.getKey() + "\":\"" + issuer() + member.getValue() + "\"")
        .collect(java.util.stream.Collectors.joining(",", "{", "}"));
  }

  /** As a signed answer when the request was a signed one. */
  private String response(String query) {
    String code = fresh("code");
    if (!query.contains("signed")) {
      return "code=" + code;
    }
    byte[] payload = ("{\"code\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8);
    return "response=head." + Base64.getUrlEncoder().encodeToString(payload) + ".signature";
  }

  /** A push whose proof carries no nonce has to be repeated with one. */
  private void push(HttpExchange exchange, String form) throws IOException {
    exchange.getResponseHeaders().add("DPoP-Nonce", "n");
    String proof = exchange.getRequestHeaders().getFirst("DPoP").split("\\.", -1)[1];
    byte[] claims = Base64.getUrlDecoder().decode(proof);
    if (!new String(claims, StandardCharsets.UTF_8).contains("\"nonce\":\"n\"")) {
      send(exchange, 400, "{\"error\":\"use_dpop_nonce\"}");
    } else {
      String kind = form.contains("request=") ? "signed" : "plain";
      send(exchange, 201, "{\"request_uri\":\"" + fresh(kind) + "\",\"expires_in\":300}");
    }
  }

  private void authorize(HttpExchange exchange) throws IOException {
    String session = session(exchange);
    String query = exchange.getRequestURI().getRawQuery();
    if (!signedIn.contains(session)) {
      redirect(exchange, "/as/login?" + query);
    } else if (!consented.contains(session)) {
      redirect(exchange, "/as/consent?" + query);
    } else {
      redirect(exchange, FlowClient.REDIRECT_URI + "?state=s&" + response(query));
    }
  }

  private void login(HttpExchange exchange, String form) throws IOException {
    if (form.contains("username=alice") && form.contains("csrf=1")) {
      String session = fresh("session");
      signedIn.add(session);
      exchange.getResponseHeaders().add("Set-Cookie", "sid=" + session + "; Path=/");
      redirect(exchange, "/as/authorize?" + exchange.getRequestURI().getRawQuery());
    } else {
      send(
          exchange,
          200,
          "<form method=\"post\"><input name=\"csrf\" value=\"1\"><input name=\"username\">"
              + "<input name=\"password\"><button id=\"login\">Sign in</button></form>");
    }
  }

  private void consent(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      consented.add(session(exchange));
      redirect(exchange, "/as/authorize?" + exchange.getRequestURI().getRawQuery());
    } else {
      send(exchange, 200, "<form method=\"post\"><button id=\"approve\">Yes</button></form>");
    }
  }

  private void token(HttpExchange exchange, String form) throws IOException {
    boolean valid = true;
    if (form.contains("grant_type=authorization_code")) {
      valid = spend(form, "code=", codesSpent);
    } else if (form.contains("grant_type=refresh_token")) {
      valid = spend(form, "refresh_token=", rotations);
    }
    if (!valid) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
    } else {
      send(
          exchange,
          200,
          "{\"access_token\":\"%s\",\"refresh_token\":\"%s\"}"
              .formatted(fresh("access"), fresh("refresh")));
    }
  }

  private boolean spend(String form, String field, AtomicInteger spent) {
    for (String pair : java.util.List.of(form.split("&"))) {
      if (pair.startsWith(field) && spendable.remove(pair.substring(field.length()))) {
        spent.incrementAndGet();
        return true;
      }
    }
    return false;
  }

  private String fresh(String kind) {
    String value = kind + serial.incrementAndGet();
    spendable.add(value);
    return value;
  }

  private static String session(HttpExchange exchange) {
    String cookie = exchange.getRequestHeaders().getFirst("Cookie");
    return cookie == null ? "" : cookie.replaceFirst(".*sid=([^;]*).*", "$1");
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    send(exchange, 302, "");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      exchange.getResponseHeaders().add("Content-Length", "0");
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
