package dev.lockspire.client;

import dev.lockspire.client.ClientMetadata.ApplicationType;
import dev.lockspire.policy.SecurityProfile;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which URIs a browser may be sent to (RFC 6749 §3.1.2, RFC 8252 §7, RFC 9700 §4.1). Registered
 * values are kept byte for byte; this only decides whether they may be registered.
 *
 * @param privateUseSchemes allows {@code com.example.app:/path}, for native public clients
 * @param plainHttp allows http to any host, for development
 * @param loopbackHttp allows http to the client's own machine
 */
record RedirectUris(boolean privateUseSchemes, boolean plainHttp, boolean loopbackHttp) {
  private static final int MAX_LENGTH = 2048;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  /**
   * What {@code client} may use.
   *
   * @param profile that holds for it
   * @param development whether http is allowed to any host
   */
  static RedirectUris of(ClientMetadata client, SecurityProfile profile, boolean development) {
    boolean nativeApp = client.applicationType() == ApplicationType.NATIVE;
    boolean fapi = profile.isFapi();
    return new RedirectUris(
        nativeApp && client.clientType() == ClientType.PUBLIC && !fapi,
        development && !fapi,
        nativeApp || !fapi);
  }

  /** What is wrong with {@code value}, as a detail code; empty when nothing is. */
  Optional<String> problem(String value) {
    if (value.isBlank()) {
      return Optional.of("blank");
    }
    if (value.length() > MAX_LENGTH) {
      return Optional.of("too_long");
    }
    if (value.indexOf('*') >= 0) {
      return Optional.of("wildcard_not_allowed");
    }
    URI uri;
    try {
      uri = new URI(value);
    } catch (URISyntaxException e) {
      return Optional.of("malformed");
    }
    if (uri.getScheme() == null) {
      return Optional.of("missing_scheme");
    }
    if (uri.getRawFragment() != null) {
      return Optional.of("fragment_not_allowed");
    }
    if (!isAscii(value) || uri.getPort() > 0xffff) {
      return Optional.of("malformed");
    }
    if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
      return Optional.of("userinfo_not_allowed");
    }
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> uri.getHost() == null ? Optional.of("missing_host") : Optional.empty();
      case "http" -> uri.getHost() == null ? Optional.of("missing_host") : plain(uri);
      default -> privateUse(uri);
    };
  }

  private Optional<String> plain(URI uri) {
    boolean allowed = plainHttp || (loopbackHttp && isLoopback(uri));
    return allowed ? Optional.empty() : Optional.of("invalid_scheme");
  }

  /** A reverse domain name keeps apps from claiming each other's scheme (RFC 8252 §7.1). */
  private Optional<String> privateUse(URI uri) {
    boolean allowed = privateUseSchemes && uri.getScheme().indexOf('.') > 0 && !uri.isOpaque();
    return allowed ? Optional.empty() : Optional.of("invalid_scheme");
  }

  static boolean isLoopback(URI uri) {
    return uri.getHost() != null && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
  }

  /**
   * Scheme, host and effective port; empty for what has none. Compares as browsers compare origins
   * (RFC 6454 §4).
   */
  static Optional<String> origin(String value) {
    try {
      URI uri = new URI(value);
      if (uri.getScheme() == null || uri.getHost() == null) {
        return Optional.empty();
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
      return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isAscii(String value) {
    return value.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
