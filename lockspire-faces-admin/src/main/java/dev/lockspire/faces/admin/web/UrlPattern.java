package dev.lockspire.faces.admin.web;

import java.util.Objects;

/**
 * A URL pattern of a deployment descriptor (Servlet 6.0 §12.2), as far as it can hold a whole
 * subtree.
 *
 * @param value as written
 */
record UrlPattern(String value) {

  UrlPattern {
    Objects.requireNonNull(value, "value");
  }

  static UrlPattern of(String value) {
    return new UrlPattern(value.strip());
  }

  /** Whether it holds {@code path} and everything below. */
  boolean covers(String path) {
    return isPrefix() && (prefix().isEmpty() || (path + "/").startsWith(prefix() + "/"));
  }

  /** Whether it holds something below {@code path}, but not all of it. */
  boolean reachesInto(String path) {
    return value.startsWith(path + "/") && !covers(path);
  }

  /** The longer one decides where several cover a path. */
  int length() {
    return prefix().length();
  }

  private boolean isPrefix() {
    return value.endsWith("/*");
  }

  private String prefix() {
    return isPrefix() ? value.substring(0, value.length() - 2) : value;
  }
}
