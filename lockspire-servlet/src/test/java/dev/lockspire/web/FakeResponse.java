package dev.lockspire.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A container's response that keeps what is written into it. */
final class FakeResponse {
  private int status = 200;
  private int contentLength = -1;
  private final Map<String, List<String>> headers = new TreeMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** What a filter of the host has set before. */
  FakeResponse header(String name, String value) {
    all(name).add(value);
    return this;
  }

  int status() {
    return status;
  }

  int contentLength() {
    return contentLength;
  }

  String text() {
    return body.toString(StandardCharsets.UTF_8);
  }

  List<String> all(String name) {
    return headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>());
  }

  HttpServletResponse build() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            FakeResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) -> {
              switch (called.getName()) {
                case "setStatus", "sendError" -> status = (Integer) arguments[0];
                case "setContentLength" -> contentLength = (Integer) arguments[0];
                case "addHeader" -> header((String) arguments[0], (String) arguments[1]);
                case "setContentType" -> header("Content-Type", (String) arguments[0]);
                case "setHeader" -> {
                  all((String) arguments[0]).clear();
                  header((String) arguments[0], (String) arguments[1]);
                }
                case "getOutputStream" -> {
                  return stream();
                }
                default -> throw new UnsupportedOperationException(called.getName());
              }
              return null;
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
