package dev.lockspire;

import dev.lockspire.config.LockspireConfig;
import dev.lockspire.host.HostSeams;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.RouteTable;
import jakarta.servlet.ServletContext;
import java.util.List;

/** The composition root: builds every object once, by constructor, and closes them at shutdown. */
public final class Lockspire implements AutoCloseable {
  private static final String ATTRIBUTE = Lockspire.class.getName();

  private final Issuer issuer;
  private final RouteTable routes;

  private Lockspire(Issuer issuer, RouteTable routes) {
    this.issuer = issuer;
    this.routes = routes;
  }

  public static Lockspire start(LockspireConfig config, HostSeams seams) {
    return new Lockspire(Issuer.of(config.issuer().issuer().toString()), new RouteTable(List.of()));
  }

  /**
   * The instance that runs in this application.
   *
   * @throws IllegalStateException when none does
   */
  public static Lockspire of(ServletContext context) {
    if (context.getAttribute(ATTRIBUTE) instanceof Lockspire lockspire) {
      return lockspire;
    }
    throw new IllegalStateException("Lockspire does not run in this application");
  }

  /** Makes {@link #of} find this instance. */
  public void install(ServletContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  public Issuer issuer() {
    return issuer;
  }

  public RouteTable routes() {
    return routes;
  }

  @Override
  public void close() {}
}
