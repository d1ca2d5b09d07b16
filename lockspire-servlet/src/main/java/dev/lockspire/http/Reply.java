package dev.lockspire.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An immutable answer.
 *
 * <p>The factory methods put on the headers that every reply of their kind must carry, so no
 * endpoint can forget one: {@code no-store} on whatever carries protocol values (RFC 6749 §5.1),
 * the browser protections on pages and redirects, cross-origin reads on public metadata only.
 */
public final class Reply {
  private static final byte[] NOTHING = new byte[0];
  private static final Header NOSNIFF = new Header("X-Content-Type-Options", "nosniff");
  private static final Header NO_STORE = new Header("Cache-Control", "no-store");
  private static final Header NO_CACHE = new Header("Pragma", "no-cache");
  private static final Header JSON = new Header("Content-Type", "application/json");
  private static final Header ANY_ORIGIN = new Header("Access-Control-Allow-Origin", "*");
  private static final List<Header> UNCACHED_JSON = List.of(JSON, NO_STORE, NO_CACHE, NOSNIFF);
  private static final List<Header> UNCACHED = List.of(NO_STORE, NO_CACHE, NOSNIFF);
  private static final List<Header> BROWSER =
      List.of(
          NO_STORE,
          NO_CACHE,
          NOSNIFF,
          new Header("Referrer-Policy", "no-referrer"),
          new Header("X-Frame-Options", "DENY"));

  /** One response header. */
  public record Header(String name, String value) {
    public Header {
      if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a header value holds no line break: " + name);
      }
    }
  }

  private final int status;
  private final List<Header> headers;
  private final byte[] body;

  private Reply(int status, List<Header> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** A protocol answer in JSON; never cached. */
  public static Reply json(int status, byte[] json) {
    return new Reply(status, UNCACHED_JSON, json);
  }

  /** A protocol answer of another media type, such as a JWT; never cached. */
  public static Reply uncached(int status, String mediaType, byte[] body) {
    return new Reply(status, UNCACHED, body).withHeader("Content-Type", mediaType);
  }

  /** A protocol answer without a body; never cached. */
  public static Reply empty(int status) {
    return new Reply(status, UNCACHED, NOTHING);
  }

  /** Public metadata: cached for {@code maxAge} by anybody, readable from any origin. */
  public static Reply metadata(String mediaType, byte[] json, Duration maxAge, String etag) {
    return new Reply(
        200,
        List.of(
            new Header("Content-Type", mediaType),
            new Header("Cache-Control", "public, max-age=" + maxAge.toSeconds()),
            new Header("ETag", etag),
            ANY_ORIGIN,
            NOSNIFF),
        json);
  }

  /** The metadata identified by {@code etag} has not changed (RFC 9110 §15.4.5). */
  public static Reply notModified(Duration maxAge, String etag) {
    return new Reply(
        304,
        List.of(
            new Header("Cache-Control", "public, max-age=" + maxAge.toSeconds()),
            new Header("ETag", etag),
            ANY_ORIGIN),
        NOTHING);
  }

  /** A page for a person. */
  public static Reply page(int status, String html, ContentSecurityPolicy policy) {
    List<Header> headers = new ArrayList<>(BROWSER);
    headers.add(new Header("Content-Type", "text/html; charset=utf-8"));
    headers.add(new Header("Content-Security-Policy", policy.value()));
    return new Reply(status, List.copyOf(headers), html.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends the browser on: 303 after a POST, so that the form is never sent again (RFC 9110
   * §15.4.4), 302 otherwise; never 307 or 308.
   */
  public static Reply redirect(Call call, String location) {
    List<Header> headers = new ArrayList<>(BROWSER);
    headers.add(new Header("Location", location));
    headers.add(
        new Header("Content-Security-Policy", ContentSecurityPolicy.NOTHING_ALLOWED.value()));
    return new Reply(call.method().equals("POST") ? 303 : 302, List.copyOf(headers), NOTHING);
  }

  public Reply withHeader(String name, String value) {
    List<Header> more = new ArrayList<>(headers.size() + 1);
    more.addAll(headers);
    more.add(new Header(name, value));
    return new Reply(status, List.copyOf(more), body);
  }

  public Reply withHeaders(List<Header> added) {
    if (added.isEmpty()) {
      return this;
    }
    List<Header> more = new ArrayList<>(headers);
    more.addAll(added);
    return new Reply(status, List.copyOf(more), body);
  }

  /** What {@code HEAD} is answered: this reply's head, naming the length of the body left out. */
  Reply withoutBody() {
    return new Reply(status, headers, NOTHING)
        .withHeader("Content-Length", Integer.toString(body.length));
  }

  public Reply withCookie(Cookie cookie) {
    return withHeader("Set-Cookie", cookie.headerValue());
  }

  public int status() {
    return status;
  }

  public List<Header> headers() {
    return headers;
  }

  /** The first value of response header {@code name}. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** The body; callers must not alter it. */
  public byte[] body() {
    return body;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Reply[" + status + ", " + body.length + " bytes]";
  }
}
