package dev.lockspire.admin;

/**
 * Everything that operators do, one accessor per subject; {@code
 * Lockspire.of(servletContext).admin()} reaches it.
 *
 * <p>A command without an actor, or by an operator without an id, throws {@link
 * IllegalArgumentException}. Queries throw {@link dev.lockspire.storage.StorageFailure} when the
 * database cannot answer; commands answer {@link AdminResult.Failed} then.
 */
public final class LockspireAdmin {
  private final ClientAdmin clients;
  private final KeyAdmin keys;
  private final PolicyAdmin policy;
  private final ConsentAdmin consents;
  private final TokenAdmin tokens;
  private final InteractionAdmin interactions;
  private final AuditAdmin audit;
  private final OverviewAdmin overview;
  private final RefusalAdmin refusals;
  private final HealthAdmin health;
  private final Handles handles;

  public LockspireAdmin(AdminFoundation foundation) {
    this.clients = new ClientAdmin(foundation);
    this.keys = new KeyAdmin(foundation);
    this.policy = new PolicyAdmin(foundation);
    this.consents = new ConsentAdmin(foundation);
    this.tokens = new TokenAdmin(foundation);
    this.interactions = new InteractionAdmin(foundation);
    this.audit = new AuditAdmin(foundation);
    this.refusals = new RefusalAdmin(foundation);
    this.health = new HealthAdmin(foundation, this);
    this.overview = new OverviewAdmin(foundation, this, health);
    this.handles = foundation.handles();
  }

  /** Registered clients. */
  public ClientAdmin clients() {
    return clients;
  }

  /** The server's own keys. */
  public KeyAdmin keys() {
    return keys;
  }

  /** What holds for the whole server. */
  public PolicyAdmin policy() {
    return policy;
  }

  /** What people allowed. */
  public ConsentAdmin consents() {
    return consents;
  }

  /** Access and refresh tokens; never codes. */
  public TokenAdmin tokens() {
    return tokens;
  }

  /** Authorizations on their way; read only. */
  public InteractionAdmin interactions() {
    return interactions;
  }

  /** The durable evidence. */
  public AuditAdmin audit() {
    return audit;
  }

  /** How the server stands, at a glance. */
  public OverviewAdmin overview() {
    return overview;
  }

  /** Why requests were refused; read only. */
  public RefusalAdmin refusals() {
    return refusals;
  }

  /** What the server runs on and how that is; read only. */
  public HealthAdmin health() {
    return health;
  }

  /** Redacted names for what a page must not show. */
  public Handles handles() {
    return handles;
  }
}
