package dev.lockspire.demo.provider;

import dev.lockspire.Lockspire;
import dev.lockspire.interaction.AuthorizedApps.AuthorizedApp;
import jakarta.servlet.ServletContext;
import java.util.List;

/** Consents as Lockspire keeps them. */
public final class LockspireConsents implements Consents {
  private final ServletContext context;

  /**
   * @param context asked for Lockspire at each call: it starts after this host's own parts
   */
  public LockspireConsents(ServletContext context) {
    this.context = context;
  }

  @Override
  public List<ConnectedApp> of(String subject) {
    return Lockspire.of(context).authorizedApps().listForSubject(subject).stream()
        .map(LockspireConsents::connectedApp)
        .toList();
  }

  private static ConnectedApp connectedApp(AuthorizedApp app) {
    return new ConnectedApp(
        app.grantId(),
        app.clientId(),
        app.clientName(),
        app.scopes(),
        app.grantedAt(),
        app.remembered(),
        app.isActive());
  }

  @Override
  public boolean revoke(long grant, String subject) {
    return Lockspire.of(context).authorizedApps().disconnect(subject, grant);
  }
}
