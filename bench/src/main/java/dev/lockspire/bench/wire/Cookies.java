package dev.lockspire.bench.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The cookies of one browser (RFC 6265), on a server where every path is asked with all of them.
 */
public final class Cookies {
  private final Map<String, String> values = new LinkedHashMap<>();
  private String header = "";

  /** Keeps what {@code answer} sets and drops what it takes away. */
  public void accept(Answer answer) {
    answer.headers("Set-Cookie").forEach(this::accept);
  }

  /** One {@code Set-Cookie} value. */
  public void accept(String cookie) {
    int end = cookie.indexOf(';');
    String pair = end < 0 ? cookie : cookie.substring(0, end);
    String attributes = end < 0 ? "" : cookie.substring(end).toLowerCase(Locale.ROOT);
    int equals = pair.indexOf('=');
    String name = pair.substring(0, equals).strip();
    if (attributes.contains("max-age=0")) {
      values.remove(name);
    } else {
      values.put(name, pair.substring(equals + 1).strip());
    }
    header =
        values.entrySet().stream()
            .map(kept -> kept.getKey() + '=' + kept.getValue())
            .collect(Collectors.joining("; ", "Cookie: ", "\r\n"));
  }

  /** The header line, ended by CR LF; empty when there is no cookie. */
  public String header() {
    return values.isEmpty() ? "" : header;
  }
}
