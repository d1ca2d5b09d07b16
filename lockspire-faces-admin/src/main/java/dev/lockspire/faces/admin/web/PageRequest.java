package dev.lockspire.faces.admin.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** What Faces is shown in place of the clean path: the page's file, under the same mapping. */
final class PageRequest extends HttpServletRequestWrapper {
  private final String view;

  PageRequest(HttpServletRequest request, String page) {
    super(request);
    this.view = ConsoleServlet.PAGES + page + ".xhtml";
  }

  @Override
  public String getPathInfo() {
    return view;
  }
}
