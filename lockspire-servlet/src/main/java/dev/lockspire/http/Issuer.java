package dev.lockspire.http;

import java.net.URI;
import java.util.Objects;

/**
 * The issuer identifier (RFC 8414 §2) as a value that travels with every call, so that nothing
 * reads it from a global.
 *
 * @param value the identifier, byte for byte as published; never ends in a slash
 * @param tenantId marks rows that belong to this issuer
 */
public record Issuer(String value, String tenantId) {

  /** The tenant of a deployment that has one issuer. */
  public static final String DEFAULT_TENANT = "default";

  public Issuer {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(tenantId, "tenantId");
    if (value.endsWith("/")) {
      throw new IllegalArgumentException("an issuer does not end in a slash: " + value);
    }
  }

  public static Issuer of(String value) {
    return new Issuer(value, DEFAULT_TENANT);
  }

  /** The absolute URL of {@code path} below this issuer; {@code path} starts with a slash. */
  public String url(String path) {
    return value + path;
  }

  /** The path of the mount as the browser sees it; empty for a root mount. */
  public String mountPath() {
    String path = URI.create(value).getRawPath();
    return path == null ? "" : path;
  }

  /** {@code scheme://host[:port]}: what a browser sends as {@code Origin}. */
  public String origin() {
    URI uri = URI.create(value);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** True when browsers reach this issuer over TLS, so cookies may be {@code Secure}. */
  public boolean secure() {
    return value.startsWith("https://");
  }
}
