package dev.lockspire.protect;

import dev.lockspire.crypto.TestCertificate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request to a route of a host and its response, with the few parts that filters touch. */
final class FakeRoute {
  private String method = "GET";
  private String scheme = "https";
  private String serverName = "shop.example";
  private int serverPort = 443;
  private String uri = "/api/orders";
  private String remoteAddress = "192.0.2.7";
  private DispatcherType dispatcherType = DispatcherType.REQUEST;
  private boolean reached;
  private int status = 200;
  private final Map<String, List<String>> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, List<String>> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Object> attributes = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final HttpServletRequest request = request();
  private final HttpServletResponse response = response();

  FakeRoute header(String name, String... values) {
    sent.put(name, List.of(values));
    return this;
  }

  FakeRoute bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  FakeRoute dpop(String token, String... proofs) {
    return header("Authorization", "DPoP " + token).header("DPoP", proofs);
  }

  /** As the container understood the request line and Host. */
  FakeRoute at(String schemeName, String host, int port, String path) {
    scheme = schemeName;
    serverName = host;
    serverPort = port;
    uri = path;
    return this;
  }

  FakeRoute from(String address) {
    remoteAddress = address;
    return this;
  }

  FakeRoute attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  FakeRoute presenting(TestCertificate certificate) {
    return attribute(
        "jakarta.servlet.request.X509Certificate",
        new X509Certificate[] {certificate.certificate()});
  }

  FakeRoute dispatched(DispatcherType type) {
    dispatcherType = type;
    return this;
  }

  /** What stands behind the filters. */
  FilterChain servlet() {
    return (req, resp) -> reached = true;
  }

  HttpServletRequest asked() {
    return request;
  }

  HttpServletResponse answer() {
    return response;
  }

  boolean reached() {
    return reached;
  }

  int status() {
    return status;
  }

  String answered(String name) {
    List<String> values = answered.getOrDefault(name, List.of());
    return values.isEmpty() ? null : String.join(", ", values);
  }

  String challenge() {
    return answered("WWW-Authenticate");
  }

  String text() {
    return body.toString(StandardCharsets.UTF_8);
  }

  private HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRoute.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getScheme" -> scheme;
                  case "getServerName" -> serverName;
                  case "getServerPort" -> serverPort;
                  case "getRequestURI" -> uri;
                  case "getContextPath" -> "";
                  case "getRemoteAddr" -> remoteAddress;
                  case "getDispatcherType" -> dispatcherType;
                  case "getHttpServletMapping" -> mapping();
                  case "getHeaders" ->
                      Collections.enumeration(sent.getOrDefault((String) arguments[0], List.of()));
                  case "getHeader" ->
                      sent.getOrDefault((String) arguments[0], List.of()).stream()
                          .findFirst()
                          .orElse(null);
                  case "getAttribute" -> attributes.get((String) arguments[0]);
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private static HttpServletMapping mapping() {
    return (HttpServletMapping)
        Proxy.newProxyInstance(
            FakeRoute.class.getClassLoader(),
            new Class<?>[] {HttpServletMapping.class},
            (proxy, called, arguments) ->
                called.getName().equals("getPattern") ? "/api/*" : "orders");
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            FakeRoute.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "isCommitted" -> false;
                  case "resetBuffer", "setContentLength" -> null;
                  case "setStatus" -> {
                    status = (int) arguments[0];
                    yield null;
                  }
                  case "setHeader" ->
                      answered.put(
                          (String) arguments[0], new ArrayList<>(List.of((String) arguments[1])));
                  case "addHeader" ->
                      answered
                          .computeIfAbsent((String) arguments[0], name -> new ArrayList<>())
                          .add((String) arguments[1]);
                  case "getOutputStream" -> stream();
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private ServletOutputStream stream() {
    return new ServletOutputStream() {
      @Override
      public void write(int b) {
        body.write(b);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
