package dev.lockspire.bench.wire;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests to one server, as bytes. */
public final class Requests {
  private final String host;

  /**
   * @param server any URI of the server
   */
  public Requests(URI server) {
    this.host = server.getRawAuthority();
  }

  /**
   * @param target path and query
   * @param headers whole header lines, each ended by CR LF; may be empty
   */
  public byte[] get(String target, String headers) {
    return ascii("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n");
  }

  /** A form (RFC 6749 appendix B). */
  public byte[] post(String target, String headers, String form) {
    return ascii(
        "POST "
            + target
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n"
            + headers
            + "\r\n"
            + form);
  }

  /** HTTP Basic as RFC 6749 §2.3.1 has it. */
  public static String basic(String clientId, String secret) {
    String pair = encode(clientId) + ':' + encode(secret);
    byte[] bytes = pair.getBytes(StandardCharsets.US_ASCII);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes) + "\r\n";
  }

  public static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
