package dev.lockspire.protect;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads {@code Forwarded} (RFC 7239) and lists that are separated by commas. */
final class ForwardedHeader {
  private static final int LONGEST = 4096;
  private static final int MOST = 32;

  private ForwardedHeader() {}

  /**
   * What the outermost of the trusted proxies says of the request. Each adds an element at the end;
   * an element was added by a trusted proxy while all those after it name trusted ones.
   */
  static Optional<ExternalUrl.Origin> origin(
      HttpServletRequest request, Predicate<String> trustedProxy) {
    List<String> elements = list(request, "Forwarded");
    for (int i = elements.size() - 1; i >= 0; i--) {
      Map<String, String> element = parameters(elements.get(i));
      if (i > 0 && trustedProxy.test(address(element.getOrDefault("for", "")))) {
        continue;
      }
      return Optional.ofNullable(element.get("proto"))
          .filter(ForwardedHeader::isScheme)
          .map(
              proto ->
                  new ExternalUrl.Origin(
                      proto.toLowerCase(Locale.ROOT), Optional.ofNullable(element.get("host"))));
    }
    return Optional.empty();
  }

  static boolean isScheme(String text) {
    return text.equalsIgnoreCase("https") || text.equalsIgnoreCase("http");
  }

  /** The elements of every {@code name} header in order; none when there are unreasonably many. */
  static List<String> list(HttpServletRequest request, String name) {
    String all = String.join(",", RouteRequests.all(request, name));
    List<String> elements = all.length() > LONGEST ? List.of() : split(all, ',');
    return elements.size() > MOST ? List.of() : elements;
  }

  private static Map<String, String> parameters(String element) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : split(element, ';')) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(
            pair.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            unquoted(pair.substring(equals + 1).strip()));
      }
    }
    return parameters;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1).replace("\\", "") : value;
  }

  /** The address in {@code 192.0.2.1:80} and {@code [2001:db8::1]:80} (§6). */
  private static String address(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? "" : node.substring(1, end);
    }
    int colon = node.indexOf(':');
    return colon < 0 ? node : node.substring(0, colon);
  }

  /** Not within quotes; without what is empty. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean end = i == text.length();
      if (!end && text.charAt(i) == '"') {
        quoted = !quoted;
      }
      if (end || (text.charAt(i) == separator && !quoted)) {
        String part = text.substring(start, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        start = i + 1;
      }
    }
    return parts;
  }
}
