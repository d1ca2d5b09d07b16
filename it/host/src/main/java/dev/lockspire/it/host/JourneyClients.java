package dev.lockspire.it.host;

import dev.lockspire.Lockspire;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Clients for the journeys: {@code back-office}, which does everything; {@code passer-by}, whom
 * nobody's tokens concern; and three that call the host's routes for themselves: {@code warehouse},
 * {@code courier} with DPoP, {@code stationer} with opaque tokens. {@code POST ?disable=…} and
 * {@code ?enable=…} switch one, in the place of an operator.
 */
@WebServlet(urlPatterns = "/journey/clients", loadOnStartup = 2)
public final class JourneyClients extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String COURIER_SECRET = "uB3nQz8Lw5RtY2kXc7VaM0sPd4HgJ9fEiN6oTqWlK1Z";
  private static final Actor OPERATOR = new Actor(Actor.Type.OPERATOR, "journey", "Journey");

  @Override
  public void init() throws ServletException {
    register(
        Map.of(
            "client_id", "back-office",
            "client_name", "Back Office",
            "client_secret", "back-office-secret:%41",
            "token_endpoint_auth_method", "client_secret_basic",
            "grant_types", List.of("authorization_code", "refresh_token", "client_credentials"),
            "redirect_uris", List.of("http://127.0.0.1:8999/back-office"),
            "post_logout_redirect_uris", List.of("http://127.0.0.1:8999/signed-out"),
            "scope", "openid profile email offline_access orders:read"));
    register(
        Map.of(
            "client_id", "passer-by",
            "client_name", "Passer-by",
            "client_secret", "pQ7mZr2Vx9KfT4sWb8NcYd1HgJ6LuE3oAiR5tCwXk0M",
            "token_endpoint_auth_method", "client_secret_post",
            "grant_types", List.of("client_credentials"),
            "scope", "orders:read"));
    register(
        Map.of(
            "client_id", "courier",
            "client_name", "Courier",
            "client_secret", COURIER_SECRET,
            "token_endpoint_auth_method", "client_secret_basic",
            "grant_types", List.of("client_credentials"),
            "dpop_policy", "dpop",
            "scope", "orders:read orders:write"));
    register(
        Map.of(
            "client_id", "stationer",
            "client_name", "Stationer",
            "client_secret", COURIER_SECRET,
            "token_endpoint_auth_method", "client_secret_basic",
            "grant_types", List.of("client_credentials"),
            "access_token_format", "opaque",
            "scope", "orders:read orders:write"));
    register(
        Map.of(
            "client_id", "warehouse",
            "client_name", "Warehouse",
            "client_secret", COURIER_SECRET,
            "token_endpoint_auth_method", "client_secret_basic",
            "grant_types", List.of("client_credentials"),
            "scope", "orders:read orders:write"));
  }

  private void register(Map<String, Object> client) throws ServletException {
    ClientRegistration.Result result = clients().upsert(client, OPERATOR);
    if (!(result instanceof ClientRegistration.Done)) {
      throw new ServletException(client.get("client_id") + " is not registered: " + result);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String disable = request.getParameter("disable");
    ClientRegistration.Result result =
        disable != null
            ? clients().disable(disable, OPERATOR)
            : clients().enable(request.getParameter("enable"), OPERATOR);
    response.setStatus(
        result instanceof ClientRegistration.Done
            ? HttpServletResponse.SC_NO_CONTENT
            : HttpServletResponse.SC_CONFLICT);
  }

  private ClientRegistration clients() {
    return Lockspire.of(getServletContext()).clients();
  }
}
