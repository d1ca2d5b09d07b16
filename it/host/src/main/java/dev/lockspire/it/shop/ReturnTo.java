package dev.lockspire.it.shop;

import jakarta.servlet.http.HttpServletRequest;

/** Where a login or a logout leads on to. Only ever a path of this host. */
final class ReturnTo {
  private ReturnTo() {}

  /** The parameter {@code return_to}, or {@code fallback} when it could lead elsewhere. */
  static String localOr(HttpServletRequest request, String fallback) {
    String target = request.getParameter("return_to");
    boolean local =
        target != null
            && target.startsWith("/")
            && !target.startsWith("//")
            && target.indexOf('\\') < 0
            && target.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    return local ? target : fallback;
  }
}
