package dev.lockspire.outbound;

import dev.lockspire.outbound.OutboundResult.Cause;
import dev.lockspire.outbound.OutboundResult.Failure;
import java.net.URI;
import java.util.Locale;

/**
 * Where a request goes, as its URI says.
 *
 * @param host in lower case, IPv6 addresses without brackets
 */
record Target(String host, int port) {
  private static final int HTTPS = 443;

  /**
   * @throws Obstructed when the URI alone forbids it
   */
  static Target of(URI uri, TargetPolicy policy) throws Obstructed {
    if (!"https".equalsIgnoreCase(uri.getScheme())) {
      throw new Obstructed(Failure.of(Cause.HTTPS_REQUIRED));
    }
    // Who is asked to log in by a URL has misread it: user information is how hosts are disguised.
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getPort() > 65_535) {
      throw new Obstructed(Failure.of(Cause.INVALID_URI));
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = uri.getPort() < 0 ? HTTPS : uri.getPort();
    if (!policy.allowsPort(host, port)) {
      throw new Obstructed(Failure.unsafe(TargetReason.PORT));
    }
    return new Target(host, port);
  }
}
