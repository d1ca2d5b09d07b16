package dev.lockspire.it.host;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Asks for a parameter before the library sees the request, as filters of hosts do that choose a
 * language or a tenant: the container has consumed the body then. Only when a journey wants it,
 * with the header {@code X-Parameters-First}.
 */
@WebFilter("/*")
public final class ParametersFirst extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getHeader("X-Parameters-First") != null) {
      String language = request.getParameter("language");
      response.setHeader("Content-Language", language == null ? "en" : "de");
    }
    chain.doFilter(request, response);
  }
}
