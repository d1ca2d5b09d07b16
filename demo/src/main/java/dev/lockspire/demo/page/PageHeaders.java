package dev.lockspire.demo.page;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Headers of everything Billingo answers itself. What the provider answers has headers of its own,
 * stricter where it matters.
 *
 * <p>The policy names no {@code form-action}: browsers hold it against the redirects that follow a
 * form as well, and what follows a login or a logout ends at the app that asked for it, on an
 * origin that is not known here.
 */
public final class PageHeaders implements Filter {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final String mount;

  public PageHeaders(String mount) {
    this.mount = mount;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    String path = asked.getRequestURI().substring(asked.getContextPath().length());
    boolean provider =
        path.equals(mount) || path.startsWith(mount + "/") || path.startsWith("/.well-known/");
    if (!provider) {
      set((HttpServletResponse) response, path.startsWith("/assets/"));
    }
    chain.doFilter(request, response);
  }

  private static void set(HttpServletResponse response, boolean asset) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    // A login page's address holds where it leads on to; a callback's holds a code.
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cache-Control", asset ? "public, max-age=300" : "no-store");
  }
}
