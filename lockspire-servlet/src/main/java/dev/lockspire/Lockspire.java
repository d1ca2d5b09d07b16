package dev.lockspire;

import dev.lockspire.admin.AdminFoundation;
import dev.lockspire.admin.LockspireAdmin;
import dev.lockspire.admin.NodeReadiness;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.clientauth.ProtocolSurface;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.host.HostSeams;
import dev.lockspire.host.OperatorIdentity;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.RouteTable;
import dev.lockspire.http.Router;
import dev.lockspire.http.Throttle;
import dev.lockspire.interaction.AuthorizedApps;
import dev.lockspire.jobs.JobScheduler;
import dev.lockspire.jobs.SchedulerState;
import dev.lockspire.jobs.WriteBehind;
import dev.lockspire.keys.JwtVerifier;
import dev.lockspire.keys.PublishedKeys;
import dev.lockspire.keys.SigningKeyLifecycle;
import dev.lockspire.logout.SessionTermination;
import dev.lockspire.measure.Measurements;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.protect.ProtectedResources;
import dev.lockspire.protect.Protection;
import dev.lockspire.protect.RouteProtection;
import dev.lockspire.senderconstraint.ClientCertificates;
import dev.lockspire.traffic.RecordedTraffic;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running library in one application, and how the host reaches it.
 *
 * <p>Built once at start by {@link #start}, found through {@link #of}, closed with the application.
 */
public final class Lockspire implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lockspire.class);
  private static final String ATTRIBUTE = Lockspire.class.getName();

  private final Issuer issuer;
  private final LockspireConfig config;
  private final Ground ground;
  private final Nouns nouns;
  private final Verbs verbs;
  private final Endpoints endpoints;
  private final JobScheduler jobs;
  private final LockspireAdmin admin;
  private final WriteBehind writeBehind;
  private final Exposure exposure;
  private final OperatorIdentity operators;
  private final ProtectedResources protectedResources;
  private final RouteProtection protection;
  private volatile boolean closed;

  private Lockspire(
      Issuer issuer,
      LockspireConfig config,
      Ground ground,
      Nouns nouns,
      Verbs verbs,
      Endpoints endpoints,
      JobScheduler jobs,
      LockspireAdmin admin,
      WriteBehind writeBehind,
      Exposure exposure,
      OperatorIdentity operators,
      ProtectedResources protectedResources,
      RouteProtection protection) {
    this.issuer = issuer;
    this.config = config;
    this.ground = ground;
    this.nouns = nouns;
    this.verbs = verbs;
    this.endpoints = endpoints;
    this.jobs = jobs;
    this.admin = admin;
    this.writeBehind = writeBehind;
    this.exposure = exposure;
    this.operators = operators;
    this.protectedResources = protectedResources;
    this.protection = protection;
  }

  /**
   * Builds every object once, floor by floor, and starts the jobs.
   *
   * @throws RuntimeException when the database cannot be opened, is not migrated, or a key cannot
   *     be read; nothing is left open then
   */
  public static Lockspire start(LockspireConfig config, HostSeams seams) {
    long begun = System.nanoTime();
    Ground ground = Ground.open(config, seams);
    try {
      Nouns nouns = new Nouns(ground, config, seams);
      nouns.keyLifecycle().provisionAtFirstStart();
      Verbs verbs = new Verbs(ground, nouns, config, seams);
      HostRoutes hostRoutes = new HostRoutes(ground, nouns, verbs, config);
      Endpoints endpoints =
          new Endpoints(ground, nouns, verbs, config, hostRoutes.resources().routes());
      JobScheduler jobs = nouns.jobs();
      jobs.start();
      LockspireAdmin admin = admin(ground, nouns, verbs, endpoints, config);
      WriteBehind writeBehind =
          new WriteBehind(
              List.of(
                  nouns.refusals()::flush,
                  nouns.figures()::flush,
                  nouns.traffic()::flush,
                  nouns.repeatedEvidence()::flush,
                  nouns.remoteJwksIncidents()::flush),
              Duration.ofSeconds(1));
      nouns.measurements().show(admin.health().gauges(jobs::isReady));
      Exposure exposure = Exposure.of(nouns.measurements(), ground.issuer());
      LOG.info(
          "Lockspire started in {} ms", Duration.ofNanos(System.nanoTime() - begun).toMillis());
      return new Lockspire(
          ground.issuer(),
          config,
          ground,
          nouns,
          verbs,
          endpoints,
          jobs,
          admin,
          writeBehind,
          exposure,
          seams.operatorIdentity(),
          hostRoutes.resources(),
          hostRoutes.protection());
    } catch (RuntimeException | Error e) {
      ground.close();
      throw e;
    }
  }

  private static LockspireAdmin admin(
      Ground ground, Nouns nouns, Verbs verbs, Endpoints endpoints, LockspireConfig config) {
    return new LockspireAdmin(
        new AdminFoundation(
            ground.database(),
            nouns.audit(),
            nouns.telemetry(),
            ground.ring(),
            ground.clock(),
            nouns.registration(),
            nouns.keys(),
            nouns.publishedKeys(),
            nouns.keyLifecycle(),
            nouns.policies(),
            nouns.refusalStore(),
            nouns.figures(),
            new RecordedTraffic(ground.database(), ground.clock()),
            nouns.jobRuns(),
            new SchedulerState(ground.database(), config.jobs()),
            nouns.clientKeys(),
            nouns.remoteJwksIncidents(),
            new AdminFoundation.Settings(
                config.keys().minPublishAge(),
                config.keys().minRetireAge(),
                verbs.methods(ProtocolSurface.TOKEN),
                endpoints.grantTypes(),
                nouns.signatureProvider(),
                config.settings())));
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

  /** The configuration in force; its secrets stay masked. */
  public LockspireConfig config() {
    return config;
  }

  /** Everything that is answered, and by whom. */
  public RouteTable routes() {
    return endpoints.routes();
  }

  /**
   * Takes requests to whoever answers them.
   *
   * @param throttle who must wait
   */
  public Router router(Throttle throttle) {
    return endpoints.router(throttle);
  }

  /** Creates, changes, disables clients and rotates their secrets. */
  public ClientRegistration clients() {
    return nouns.registration();
  }

  /** What operators decided for the whole server. */
  public ServerPolicies policies() {
    return nouns.policies();
  }

  /** Generates, publishes, activates and retires signing keys. */
  public SigningKeyLifecycle keys() {
    return nouns.keyLifecycle();
  }

  /** The public keys that {@code /jwks} shows. */
  public PublishedKeys publishedKeys() {
    return nouns.publishedKeys();
  }

  /** Verifies what this server signed: access tokens shown to the host's own API. */
  public JwtVerifier verifier() {
    return verbs.verifier();
  }

  /** Guards a route of the host in code, where neither filters nor an annotation can. */
  public Protection.Builder protect() {
    return new Protection.Builder(protection);
  }

  /** The APIs that routes of the host protect. */
  public ProtectedResources protectedResources() {
    return protectedResources;
  }

  /** How a client's certificate is found in a request (RFC 8705). */
  public ClientCertificates clientCertificates() {
    return nouns.certificates();
  }

  /**
   * The {@code sub} by which a client knows an account: in its ID tokens, its access tokens and at
   * the UserInfo endpoint (OpenID Connect Core §8). Compare it with {@link
   * dev.lockspire.protect.AccessToken#subject()} where a route does not look in the database. It
   * stays the same as long as nobody changes the subject type or the sector of the client.
   *
   * @param account the account's own subject, as the account resolver gives it
   * @return empty when there is no such client
   * @throws dev.lockspire.http.OAuthError {@code server_error} when a pairwise subject cannot be
   *     told because the master key that sealed its salt is not configured
   */
  public Optional<String> subjectOf(String clientId, String account) {
    return nouns.clients().find(clientId).map(client -> verbs.subjects().of(client, account));
  }

  /** What people allowed, for the host's account page. */
  public AuthorizedApps authorizedApps() {
    return verbs.authorizedApps();
  }

  /** Ends sessions without a browser: after a password change, a lock, a deletion. */
  public SessionTermination sessions() {
    return endpoints.sessions();
  }

  /** Everything that operators do: what the console, a command line and hosts call. */
  public LockspireAdmin admin() {
    return admin;
  }

  /** What this node counts and times; {@code PrometheusText.of} writes it down. */
  public Measurements measurements() {
    return nouns.measurements();
  }

  /** Whether this node can serve. Asks the database; never throws because that is silent. */
  public NodeReadiness readiness() {
    return closed
        ? new NodeReadiness(false, false, false, false)
        : admin.health().readiness(jobs.isReady());
  }

  /** Whether this instance has been started and not closed. */
  public boolean isLive() {
    return !closed;
  }

  /** Who is at the console, as the host says. */
  public OperatorIdentity operators() {
    return operators;
  }

  @Override
  public void close() {
    closed = true;
    exposure.close();
    jobs.close();
    writeBehind.close();
    ground.close();
  }
}
