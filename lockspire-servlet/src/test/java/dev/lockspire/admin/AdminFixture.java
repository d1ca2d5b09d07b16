package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.client.ClientSecrets;
import dev.lockspire.client.ClientStore;
import dev.lockspire.client.FieldError;
import dev.lockspire.client.SectorIdentifiers;
import dev.lockspire.config.AllowedTarget;
import dev.lockspire.config.Cidr;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.config.OutboundConfig;
import dev.lockspire.config.PortRange;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.jobs.JobRuns;
import dev.lockspire.jobs.SchedulerState;
import dev.lockspire.keys.PublishedKeys;
import dev.lockspire.keys.SigningKeyLifecycle;
import dev.lockspire.keys.SigningKeys;
import dev.lockspire.outbound.GuardedClient;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.refusal.RefusalStore;
import dev.lockspire.remotejwks.ClientKeys;
import dev.lockspire.remotejwks.RemoteJwksIncidents;
import dev.lockspire.statistics.HourlyFigures;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.TestDatabase;
import dev.lockspire.traffic.RecordedTraffic;
import dev.lockspire.traffic.TrafficRecorder;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The operator services of one node on a real database, with a clock to move. */
final class AdminFixture implements AutoCloseable {
  static final Actor OLGA = new Actor(Actor.Type.OPERATOR, "olga", "Olga");

  final TestDatabase test = TestDatabase.create(ClientStore.rows());
  final List<String> told = new ArrayList<>();
  final ClientSecrets secrets;
  final ClientStore clients;
  final AdminFoundation foundation;
  final LockspireAdmin admin;
  final HourlyFigures figures;
  final TrafficRecorder traffic;
  final RemoteJwksIncidents incidents;

  /** Every name is this machine, where a test may have keys. */
  final GuardedClient out =
      new GuardedClient(
          new OutboundConfig(
              List.of(new AllowedTarget.Block(Cidr.parse("127.0.0.1"))),
              List.of(new PortRange(1, 65_535)),
              List.of(HttpsHost.CERTIFICATE.certificate())),
          name -> List.of(InetAddress.getLoopbackAddress()));

  final JobRuns jobRuns;
  final List<LockspireConfig.Setting> settings = new ArrayList<>();
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  Instant now = START;
  final InstantSource clock = () -> now;

  AdminFixture() {
    this(TestDatabase::database);
  }

  /**
   * @param node what the services talk to
   */
  AdminFixture(Function<TestDatabase, Database> node) {
    Database database = node.apply(test);
    RandomSource random = RandomSource.secure();
    KeyRing ring = new KeyRing(MasterKey.of(new byte[32]), List.of(), random);
    AuditTrail audit = new AuditTrail(database);
    Telemetry telemetry = (event, attributes) -> told.add(event.wireName());
    SigningKeys keys = new SigningKeys(database, ring, Optional.empty(), clock);
    ServerPolicies policies = new ServerPolicies(database, audit, telemetry, keys, clock);
    Duration publishAge = Duration.ofHours(1);
    Duration retireAge = Duration.ofHours(2);
    LockspireConfig config =
        LockspireConfig.of(
            Map.of(
                "lockspire.issuer",
                "https://op.example",
                "lockspire.encryption.master-key",
                "A".repeat(43)));
    this.incidents = new RemoteJwksIncidents(database, clock);
    this.figures = new HourlyFigures(database, clock);
    this.traffic = new TrafficRecorder(database, clock);
    this.jobRuns = new JobRuns(database);
    this.secrets = new ClientSecrets(random, clock);
    this.clients = new ClientStore(database, audit, clock);
    this.foundation =
        new AdminFoundation(
            database,
            audit,
            telemetry,
            ring,
            clock,
            new ClientRegistration(
                clients,
                secrets,
                ring,
                policies::current,
                keys,
                keys::activeAlgorithms,
                telemetry,
                random,
                clock,
                new SectorIdentifiers(out, config.remoteJwks())::problems,
                false),
            keys,
            new PublishedKeys(keys, policies),
            new SigningKeyLifecycle(
                database, ring, random, clock, audit, telemetry, policies, publishAge, retireAge),
            policies,
            new RefusalStore(database, Duration.ofDays(7)),
            figures,
            new RecordedTraffic(database, clock),
            jobRuns,
            new SchedulerState(database, config.jobs()),
            new ClientKeys(out, config.remoteJwks(), incidents, clock),
            incidents,
            new AdminFoundation.Settings(
                publishAge,
                retireAge,
                profile -> List.of("client_secret_basic", "none"),
                List.of("authorization_code", "refresh_token"),
                "JDK",
                settings));
    this.admin = new LockspireAdmin(foundation);
  }

  static Map<String, Object> webApp(Object... members) {
    Map<String, Object> document = new HashMap<>();
    document.put("client_name", "Reports");
    document.put("redirect_uris", List.of("https://app.example/callback"));
    document.put("scope", "read:billing");
    document.put("grant_types", List.of("authorization_code", "refresh_token"));
    for (int i = 0; i < members.length; i += 2) {
      document.put((String) members[i], members[i + 1]);
    }
    return document;
  }

  ClientSecret client(Object... members) {
    return ok(admin.clients().create(webApp(members), OLGA));
  }

  static <T> T ok(AdminResult<T> result) {
    if (result instanceof AdminResult.Ok<T> ok) {
      return ok.value();
    }
    throw new AssertionError(result);
  }

  static String conflict(AdminResult<?> result) {
    if (result instanceof AdminResult.Conflict<?> conflict) {
      return conflict.reason();
    }
    throw new AssertionError(result);
  }

  /** {@code field: reason} of every error. */
  static List<String> errors(AdminResult<?> result) {
    if (result instanceof AdminResult.Invalid<?> invalid) {
      return invalid.errors().stream().map(AdminFixture::error).toList();
    }
    throw new AssertionError(result);
  }

  private static String error(FieldError error) {
    return error.field() + ": " + error.reason();
  }

  /** {@code action actor_id resource_id} of every row of evidence, oldest first. */
  List<String> evidence() {
    return test.texts(
        "SELECT action || ' ' || actor_id || ' ' || resource_id FROM {audit_events} ORDER BY id");
  }

  void forgetEvidence() {
    test.execute("TRUNCATE {audit_events}");
  }

  /** Makes the next audit row impossible. */
  void breakEvidence() {
    test.execute("ALTER TABLE {audit_events} ADD CONSTRAINT broken CHECK (false) NOT VALID");
  }

  void mendEvidence() {
    test.execute("ALTER TABLE {audit_events} DROP CONSTRAINT IF EXISTS broken");
  }

  /** One stored token; answers the id of its row. */
  long token(String value, String type, String columns, String values) {
    return Long.parseLong(
        test.text(
            "INSERT INTO {tokens} (token_hash, token_type, client_id, account_id, issued_at,"
                + " expires_at"
                + (columns.isEmpty() ? "" : ", " + columns)
                + ") VALUES ('"
                + Sha256.hex(value)
                + "', '"
                + type
                + "', 'app', 'ann', '"
                + now
                + "', '"
                + now.plus(Duration.ofHours(1))
                + "'"
                + (values.isEmpty() ? "" : ", " + values)
                + ") RETURNING id"));
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  void clear() {
    now = START;
    mendEvidence();
    test.clear();
    told.clear();
    // The policy is kept in memory; a saved change drops it.
    foundation.policies().update(p -> p.withMaxDelegationDepth(4), Actor.system());
    foundation.policies().update(p -> p.withMaxDelegationDepth(3), Actor.system());
    forgetEvidence();
    test.settle();
    told.clear();
  }

  @Override
  public void close() {
    out.close();
    test.close();
  }
}
