package dev.lockspire.it.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;

/** The shop's login page. */
@WebServlet("/login")
public final class LoginServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(request, response, "");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String user = request.getParameter("username");
    if (user == null || !ShopUsers.isPassword(user, request.getParameter("password"))) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      show(request, response, "<p>Nobody here has this name and password.</p>");
      return;
    }
    // snippet: signed-in
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setAttribute("user", user);
    session.setAttribute("signedInAt", Instant.now());
    response.sendRedirect(ReturnTo.localOr(request, request.getContextPath() + "/"));
    // end snippet
  }

  private static void show(HttpServletRequest request, HttpServletResponse response, String problem)
      throws IOException {
    ShopPage.send(
        response,
        "<h1>Sign in to the shop</h1>"
            + problem
            + "<form method=\"post\"><input type=\"hidden\" name=\"return_to\" value=\""
            + ShopPage.escape(ReturnTo.localOr(request, request.getContextPath() + "/"))
            + "\"><input name=\"username\"><input name=\"password\" type=\"password\">"
            + "<button id=\"login\">Sign in</button></form>");
  }
}
