package dev.lockspire.demo.web;

import dev.lockspire.demo.account.SignedIn;
import dev.lockspire.demo.page.FormToken;
import dev.lockspire.demo.page.LocalPath;
import dev.lockspire.demo.page.Pages;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /logout}: ends the host's session.
 *
 * <p>With a {@code return_to} that leads back to the provider it is the hand-off of a logout that
 * an app asked for and the provider has already checked, so it asks nothing more.
 */
public final class LogoutPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Pages pages;
  private final transient FormToken formToken;
  private final String completion;

  /**
   * @param mount path of the provider within this host
   */
  public LogoutPage(Pages pages, FormToken formToken, String mount) {
    this.pages = pages;
    this.formToken = formToken;
    this.completion = mount + "/end_session/";
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<LocalPath> returnTo = LocalPath.of(request.getParameter("return_to"));
    if (returnTo.isPresent()
        && returnTo.get().value().startsWith(request.getContextPath() + completion)) {
      SignedIn.end(request);
      response.sendRedirect(returnTo.get().value());
    } else if (SignedIn.in(request).isEmpty()) {
      response.sendRedirect(request.getContextPath() + "/logged-out");
    } else {
      pages.send(request, response, "logout", "Sign out", Map.of());
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!formToken.matches(request)) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      pages.send(request, response, "logout", "Sign out", Map.of());
      return;
    }
    SignedIn.end(request);
    response.sendRedirect(request.getContextPath() + "/logged-out");
  }
}
