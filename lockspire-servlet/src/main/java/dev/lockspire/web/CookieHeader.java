package dev.lockspire.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code Cookie} headers (RFC 6265 §4.2.1). Values are kept as sent: containers differ in
 * what they unquote, drop or refuse.
 */
final class CookieHeader {
  private static final int MAX_COOKIES = 200;

  private CookieHeader() {}

  /** Cookies by name, of equal names the first; what lies beyond the bound is not looked at. */
  static Map<String, String> parse(List<String> headers) {
    Map<String, String> cookies = new LinkedHashMap<>();
    for (String header : headers) {
      int start = 0;
      while (start < header.length() && cookies.size() < MAX_COOKIES) {
        int end = header.indexOf(';', start);
        if (end < 0) {
          end = header.length();
        }
        int equals = header.indexOf('=', start);
        String name = equals < 0 || equals > end ? "" : header.substring(start, equals).strip();
        if (!name.isEmpty()) {
          cookies.putIfAbsent(name, header.substring(equals + 1, end).strip());
        }
        start = end + 1;
      }
    }
    return cookies;
  }
}
