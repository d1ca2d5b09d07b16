package dev.lockspire.protect;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The URL of a request as its client sees it, which a DPoP proof names (RFC 9449 §4.3). What
 * proxies say of it ({@code Forwarded}, RFC 7239; {@code X-Forwarded-Proto}, {@code -Host}, {@code
 * -Port}) counts only when the request comes from a proxy that is trusted; the path is taken as it
 * arrives.
 */
public final class ExternalUrl {
  private static final Pattern AUTHORITY =
      Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  private final Predicate<String> trustedProxy;

  /**
   * @param trustedProxy whether an IP address is that of a proxy whose word counts
   */
  public ExternalUrl(Predicate<String> trustedProxy) {
    this.trustedProxy = trustedProxy;
  }

  /** What a proxy says of a request it took. */
  record Origin(String scheme, Optional<String> authority) {}

  String of(HttpServletRequest request) {
    String path = path(request);
    if (!trustedProxy.test(request.getRemoteAddr())) {
      return own(request, path);
    }
    Optional<Origin> standard = ForwardedHeader.origin(request, trustedProxy);
    Optional<Origin> customary = customary(request);
    boolean contradict =
        standard.isPresent() && customary.isPresent() && !standard.equals(customary);
    Optional<Origin> said = standard.or(() -> customary);
    // A proxy that speaks one of the two passes on what a client says in the other.
    if (contradict || said.isEmpty()) {
      return own(request, path);
    }
    Optional<String> authority =
        said.get().authority().or(() -> Optional.ofNullable(request.getHeader("Host")));
    return authority
        .filter(AUTHORITY.asMatchPredicate())
        .map(host -> said.get().scheme() + "://" + host + path)
        .orElseGet(() -> own(request, path));
  }

  /** The path that was asked for, not one that the application forwarded to. */
  private static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String original
        ? original
        : request.getRequestURI();
  }

  private static String own(HttpServletRequest request, String path) {
    return request.getScheme()
        + "://"
        + request.getServerName()
        + ":"
        + request.getServerPort()
        + path;
  }

  private Optional<Origin> customary(HttpServletRequest request) {
    List<String> via = ForwardedHeader.list(request, "X-Forwarded-For");
    int trusted = 0;
    while (trusted + 1 < via.size() && trustedProxy.test(via.get(via.size() - 1 - trusted))) {
      trusted++;
    }
    Optional<String> scheme =
        said(request, "X-Forwarded-Proto", trusted).filter(ForwardedHeader::isScheme);
    if (scheme.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> host = said(request, "X-Forwarded-Host", trusted);
    Optional<String> port = said(request, "X-Forwarded-Port", trusted);
    boolean portApart =
        host.isPresent()
            && port.filter(PORT.asMatchPredicate()).isPresent()
            && host.get().matches("[^:]+|\\[.*]");
    return Optional.of(
        new Origin(
            scheme.get().toLowerCase(java.util.Locale.ROOT),
            portApart ? Optional.of(host.get() + ":" + port.get()) : host));
  }

  /** What the proxy says that has {@code trusted} others behind it; the first, if it says less. */
  private static Optional<String> said(HttpServletRequest request, String name, int trusted) {
    List<String> values = ForwardedHeader.list(request, name);
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(Math.max(0, values.size() - 1 - trusted)));
  }
}
