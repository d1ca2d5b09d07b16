package dev.lockspire.faces.admin.web;

import jakarta.servlet.http.HttpServletResponse;

/** Headers of what the console answers. */
final class ConsoleHeaders {
  private static final String YEAR = "public, max-age=31536000, immutable";

  /** For pages without script; Faces pages replace it with one that has their nonce. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private ConsoleHeaders() {}

  static void ofPage(HttpServletResponse response) {
    everywhere(response);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Frame-Options", "DENY");
  }

  /** For files whose address changes with their content. */
  static void ofAsset(HttpServletResponse response) {
    everywhere(response);
    response.setHeader("Cache-Control", YEAR);
  }

  static void everywhere(HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
  }
}
