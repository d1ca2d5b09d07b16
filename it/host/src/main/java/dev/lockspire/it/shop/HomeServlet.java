package dev.lockspire.it.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** The shop's first page: says who is signed in. */
@WebServlet("")
public final class HomeServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    boolean signedIn = session != null && session.getAttribute("user") instanceof String;
    ShopPage.send(
        response,
        signedIn
            ? "<h1>Hello, " + ShopUsers.nameOf((String) session.getAttribute("user")) + "</h1>"
            : "<h1>Nobody is signed in</h1>");
  }
}
