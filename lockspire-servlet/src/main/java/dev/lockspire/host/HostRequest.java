package dev.lockspire.host;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The host's own request, carried through the protocol without being looked into and handed to the
 * seams that know what to do with it.
 */
public final class HostRequest {
  private static final HostRequest ABSENT = new HostRequest(null);
  private final HttpServletRequest request;

  private HostRequest(HttpServletRequest request) {
    this.request = request;
  }

  public static HostRequest of(HttpServletRequest request) {
    return new HostRequest(java.util.Objects.requireNonNull(request, "request"));
  }

  /** No request: a call that was made in code, as in a test. */
  public static HostRequest absent() {
    return ABSENT;
  }

  public Optional<HttpServletRequest> servletRequest() {
    return Optional.ofNullable(request);
  }
}
