package dev.lockspire.demo.web;

import dev.lockspire.demo.page.Pages;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** What a person sees when a page does not exist or fails; never a stack trace. */
public final class ProblemPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Pages pages;

  public ProblemPage(Pages pages) {
    this.pages = pages;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean asked = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer;
    int status =
        asked
            ? (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)
            : HttpServletResponse.SC_NOT_FOUND;
    response.setStatus(status);
    String title = status == HttpServletResponse.SC_NOT_FOUND ? "Nothing here" : "That went wrong";
    pages.send(
        request,
        response,
        "problem",
        title,
        Map.of("status", status, "not_found", status == HttpServletResponse.SC_NOT_FOUND));
  }
}
