package dev.lockspire.it.desk;

import dev.lockspire.Lockspire;
import dev.lockspire.audit.Actor;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;

/** Registers more clients than a page of the inventory holds. */
@WebServlet(urlPatterns = "/desk-clients", loadOnStartup = 3)
public final class DeskClients extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int MANY = 32;

  @Override
  public void init() {
    for (int i = 1; i <= MANY; i++) {
      String number = String.format("%02d", i);
      Lockspire.of(getServletContext())
          .clients()
          .upsert(
              Map.of(
                  "client_id",
                  "desk-app-" + number,
                  "client_name",
                  "Desk App " + number,
                  "token_endpoint_auth_method",
                  "none",
                  "grant_types",
                  List.of("authorization_code"),
                  "redirect_uris",
                  List.of("http://127.0.0.1:8999/callback"),
                  "scope",
                  "openid"),
              new Actor(Actor.Type.HOST_APP, "desk", "Desk"));
    }
  }
}
