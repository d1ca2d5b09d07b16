package dev.lockspire.it.desk;

import dev.lockspire.Lockspire;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;

/**
 * Signs in whoever says so: {@code ?as=ann}. Before the first it registers the applications that
 * people allow something; where nobody signs in, there are none.
 */
@WebServlet(urlPatterns = "/sign-in")
public final class DeskPeople extends HttpServlet {
  static final String ACCOUNT = "account";
  private static final long serialVersionUID = 1;

  @Override
  public void init() throws ServletException {
    register(
        Map.of(
            "client_id", "partner-app",
            "client_name", "Partner App",
            "token_endpoint_auth_method", "none",
            "grant_types", List.of("authorization_code", "refresh_token"),
            "redirect_uris", List.of("http://127.0.0.1:8999/callback"),
            "scope", "openid profile email offline_access orders:read"));
    register(
        Map.of(
            "client_id", "back-office",
            "client_name", "Back Office",
            "client_secret", "back-office-secret:%41",
            "token_endpoint_auth_method", "client_secret_basic",
            "grant_types", List.of("authorization_code", "refresh_token", "client_credentials"),
            "redirect_uris", List.of("http://127.0.0.1:8999/back-office"),
            "scope", "openid profile email offline_access orders:read"));
  }

  private void register(Map<String, Object> client) throws ServletException {
    ClientRegistration.Result result =
        Lockspire.of(getServletContext())
            .clients()
            .upsert(client, new Actor(Actor.Type.HOST_APP, "desk", "Desk"));
    if (!(result instanceof ClientRegistration.Done)) {
      throw new ServletException(client.get("client_id") + " is not registered: " + result);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    request.getSession().setAttribute(ACCOUNT, request.getParameter("as"));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
