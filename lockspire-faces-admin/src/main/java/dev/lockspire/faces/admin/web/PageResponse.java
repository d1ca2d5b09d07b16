package dev.lockspire.faces.admin.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * Writes addresses as they are: a session of the console is known by its cookie only. Its id in an
 * address would be shared with the address.
 */
final class PageResponse extends HttpServletResponseWrapper {

  PageResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public String encodeURL(String url) {
    return url;
  }

  @Override
  public String encodeRedirectURL(String url) {
    return url;
  }
}
