package dev.lockspire.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A container's request with the few parts that are read. */
final class FakeRequest {
  private String method = "GET";
  private String query;
  private String servletPath = "/lockspire";
  private String pathInfo;
  private InputStream body = new ByteArrayInputStream(new byte[0]);
  private long contentLength = -1;
  private boolean readerTaken;
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private final Map<String, String[]> parameters = new LinkedHashMap<>();
  private final Map<String, Object> attributes = new HashMap<>();

  /** Another method than GET, or than POST for a form. */
  FakeRequest method(String name) {
    this.method = name;
    return this;
  }

  /**
   * Where the request was dispatched to.
   *
   * @param below the mapping; null when nothing follows it
   */
  FakeRequest at(String mapping, String below) {
    this.servletPath = mapping;
    this.pathInfo = below;
    return this;
  }

  FakeRequest query(String raw) {
    this.query = raw;
    return this;
  }

  FakeRequest header(String name, String... values) {
    headers.put(name, List.of(values));
    return this;
  }

  /** A form as the browser sends it. */
  FakeRequest form(String raw) {
    return form(raw.getBytes(StandardCharsets.UTF_8));
  }

  FakeRequest form(byte[] bytes) {
    return form(new ByteArrayInputStream(bytes), bytes.length);
  }

  /**
   * @param announced the Content-Length; -1 for a chunked body
   */
  FakeRequest form(InputStream stream, long announced) {
    method = "POST";
    body = stream;
    contentLength = announced;
    header("Content-Type", "application/x-www-form-urlencoded");
    return announced < 0
        ? header("Transfer-Encoding", "chunked")
        : header("Content-Length", Long.toString(announced));
  }

  /** What the container made of a body that a filter of the host has read before us. */
  FakeRequest consumed(Map<String, List<String>> merged) {
    body = new ByteArrayInputStream(new byte[0]);
    merged.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
    return this;
  }

  /** The filter of the host used the reader, so there is no stream any more. */
  FakeRequest readerTaken() {
    readerTaken = true;
    return this;
  }

  FakeRequest certificate(X509Certificate certificate) {
    attributes.put("jakarta.servlet.request.X509Certificate", new X509Certificate[] {certificate});
    return this;
  }

  HttpServletRequest build() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getQueryString" -> query;
                  case "getServletPath" -> servletPath;
                  case "getPathInfo" -> pathInfo;
                  case "getRemoteAddr" -> "192.0.2.7";
                  case "getContentLengthLong" -> contentLength;
                  case "getParameterMap" -> parameters;
                  case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                  case "getHeaders" ->
                      Collections.enumeration(
                          headers.getOrDefault((String) arguments[0], List.of()));
                  case "getHeader" ->
                      headers.getOrDefault((String) arguments[0], List.of()).stream()
                          .findFirst()
                          .orElse(null);
                  case "getAttribute" -> attributes.get((String) arguments[0]);
                  case "getInputStream" -> stream();
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private ServletInputStream stream() {
    if (readerTaken) {
      throw new IllegalStateException("getReader() was called");
    }
    return new ServletInputStream() {
      @Override
      public int read() throws IOException {
        return body.read();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return body.read(into, offset, length);
      }

      @Override
      public boolean isFinished() {
        throw new UnsupportedOperationException();
      }

      @Override
      public boolean isReady() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
