package dev.lockspire.demo.client;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;

/** {@code /connect}: the app sends the person to the provider. */
public final class ConnectPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient ProviderClient provider;
  private final transient SecureRandom random = new SecureRandom();

  public ConnectPage(ProviderClient provider) {
    this.provider = provider;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PendingConnection connection = PendingConnection.random(random);
    String destination = provider.authorizationRequest(connection).toString();
    Connections.remember(request, connection);
    response.sendRedirect(destination);
  }
}
