package dev.lockspire.it.shop;

import dev.lockspire.Lockspire;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;

/**
 * Registers the applications that may ask the shop's people for access. A servlet that is loaded on
 * start-up, because those come after every listener, Lockspire's included; the order of listeners
 * differs between containers.
 */
@WebServlet(urlPatterns = "/partners", loadOnStartup = 1)
public final class ShopClients extends HttpServlet {
  private static final long serialVersionUID = 1;

  // snippet: register
  @Override
  public void init() throws ServletException {
    ClientRegistration.Result result =
        Lockspire.of(getServletContext())
            .clients()
            .upsert(
                Map.of(
                    "client_id", "partner-app",
                    "client_name", "Partner App",
                    "token_endpoint_auth_method", "none",
                    "grant_types", List.of("authorization_code", "refresh_token"),
                    "redirect_uris", List.of("http://127.0.0.1:8999/callback"),
                    "scope", "openid profile email offline_access orders:read"),
                new Actor(Actor.Type.HOST_APP, "shop", "Shop"));
    if (!(result instanceof ClientRegistration.Done)) {
      throw new ServletException("Partner App is not registered: " + result);
    }
  }
  // end snippet
}
