package dev.lockspire.it.desk;

import dev.lockspire.Lockspire;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;

/** Registers an application whose tokens are all signed with ES256, where everybody is Dora. */
@WebServlet(urlPatterns = "/office-clients", loadOnStartup = 4)
public final class OfficeClients extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  public void init() throws ServletException {
    Lockspire lockspire = Lockspire.of(getServletContext());
    if (!getServletContext().getContextPath().equals("/office")) {
      return;
    }
    ClientRegistration.Result result =
        lockspire
            .clients()
            .upsert(
                Map.of(
                    "client_id",
                    "office-app",
                    "client_name",
                    "Office App",
                    "token_endpoint_auth_method",
                    "none",
                    "grant_types",
                    List.of("authorization_code"),
                    "redirect_uris",
                    List.of("http://127.0.0.1:8999/callback"),
                    "scope",
                    "openid",
                    "id_token_signed_response_alg",
                    "ES256",
                    "consent_required",
                    false),
                new Actor(Actor.Type.HOST_APP, "office", "Office"));
    if (!(result instanceof ClientRegistration.Done)) {
      throw new ServletException("Office App is not registered: " + result);
    }
  }
}
