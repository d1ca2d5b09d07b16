package dev.lockspire.protect;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Header fields on their way to the container's response. */
final class ResponseHeaders {
  private ResponseHeaders() {}

  static Map<String, String> ordered(Map<String, String> headers) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  static void put(Map<String, String> headers, HttpServletResponse response) {
    headers.forEach(
        (name, value) -> {
          // A filter of the host may expose headers of its own to scripts.
          if (name.equals(Challenge.EXPOSE)) {
            response.addHeader(name, value);
          } else {
            response.setHeader(name, value);
          }
        });
  }
}
