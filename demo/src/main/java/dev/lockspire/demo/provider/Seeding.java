package dev.lockspire.demo.provider;

import dev.lockspire.demo.Settings;
import jakarta.servlet.http.HttpServlet;

/**
 * Puts clients and policy in place, the same at every start. A servlet without a path, because
 * servlets that load on start-up come after every listener, Lockspire's included.
 */
public final class Seeding extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient LockspireLink lockspire;
  private final transient Settings settings;

  public Seeding(LockspireLink lockspire, Settings settings) {
    this.lockspire = lockspire;
    this.settings = settings;
  }

  @Override
  public void init() {
    // Policy first: what a client may be can depend on it.
    settings.policy().map(JsonFile::object).ifPresent(lockspire::set);
    Seeds.clients(settings.baseUrl()).forEach(lockspire::upsert);
    settings
        .clients()
        .map(JsonFile::objects)
        .ifPresent(clients -> clients.forEach(lockspire::upsert));
  }
}
