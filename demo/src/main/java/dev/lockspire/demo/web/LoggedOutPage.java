package dev.lockspire.demo.web;

import dev.lockspire.demo.page.Pages;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** {@code /logged-out}: says so. */
public final class LoggedOutPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Pages pages;

  public LoggedOutPage(Pages pages) {
    this.pages = pages;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    pages.send(request, response, "logged-out", "Signed out", Map.of());
  }
}
