package dev.lockspire.bench.micro;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.BroadcastTelemetry;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.client.ClientSecrets;
import dev.lockspire.client.ClientStore;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.config.ResourceServers;
import dev.lockspire.config.TrustedProxies;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Secret;
import dev.lockspire.crypto.SignatureProviders;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.ActiveKeySigner;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.keys.JwtSigner;
import dev.lockspire.keys.PublishedKeyVerifier;
import dev.lockspire.keys.PublishedKeys;
import dev.lockspire.keys.SigningKeyLifecycle;
import dev.lockspire.keys.SigningKeys;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.minting.SigningChoice;
import dev.lockspire.minting.TokenLookup;
import dev.lockspire.minting.TokenMint;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.protect.ExternalUrl;
import dev.lockspire.protect.ProtectedResources;
import dev.lockspire.protect.Protection;
import dev.lockspire.protect.RefusalReport;
import dev.lockspire.protect.RouteProtection;
import dev.lockspire.protect.RouteRequests;
import dev.lockspire.protect.SenderVerification;
import dev.lockspire.protect.TokenVerification;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.senderconstraint.ClientCertificates;
import dev.lockspire.senderconstraint.DpopNonces;
import dev.lockspire.senderconstraint.DpopProofs;
import dev.lockspire.senderconstraint.ProofAcceptance;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.DatabaseStartup;
import dev.lockspire.storage.Schema;
import io.opentelemetry.api.metrics.MeterProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.security.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The parts under measurement, built once: keys and clients live in a database, so there is one.
 */
final class Parts implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Database database;
  private final RandomSource random = RandomSource.secure();
  private final InstantSource clock = InstantSource.system();

  /** As where nobody listens. */
  private final Telemetry telemetry =
      new BroadcastTelemetry(MeterProvider.noop().get("dev.lockspire"), Optional.empty(), clock);

  private final ClientSecrets secrets = new ClientSecrets(random, clock);
  private final ServerPolicies policies;
  private final KeyRing ring;
  private final Optional<Provider> provider =
      SignatureProviders.choose(SignatureProviders.Choice.AUTO);
  private final SigningKeys keys;
  private final JwtSigner signer;
  private final ClientRegistration registration;

  Parts() throws IOException {
    this.postgres = EmbeddedPostgres.start();
    this.database =
        new DatabaseStartup(new Schema("lockspire"), "auto", ClientStore.rows())
            .open(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "", 4);
    this.ring = new KeyRing(MasterKey.of(random.bytes(32)), List.of(), random);
    AuditTrail audit = new AuditTrail(database);
    this.keys = new SigningKeys(database, ring, provider, clock);
    this.policies = new ServerPolicies(database, audit, Telemetry.silent(), keys, clock);
    new SigningKeyLifecycle(
            database,
            ring,
            random,
            clock,
            audit,
            Telemetry.silent(),
            policies,
            Duration.ZERO,
            Duration.ZERO)
        .provisionAtFirstStart();
    this.signer = new ActiveKeySigner(keys);
    this.registration =
        new ClientRegistration(
            new ClientStore(database, audit, clock),
            secrets,
            ring,
            policies::current,
            keys,
            keys::activeAlgorithms,
            Telemetry.silent(),
            random,
            clock,
            client -> List.of(),
            false,
            keys::activeAlgorithms);
  }

  JwtSigner signer() {
    return signer;
  }

  ClientSecrets secrets() {
    return secrets;
  }

  TokenMint mint() {
    SigningChoice choice =
        new SigningChoice(keys::activeAlgorithms, policies::current, SigningAlgorithm.ES256);
    return new TokenMint(signer, choice, policies::current, random);
  }

  /** Who computes signatures; empty for the JDK. */
  Optional<Provider> provider() {
    return provider;
  }

  PublishedKeys publishedKeys() {
    return new PublishedKeys(keys, policies);
  }

  /** A route to be described, protected by parts of its own that have seen no token yet. */
  Protection.Builder protect(Issuer issuer) {
    TrustedProxies nobody = new TrustedProxies(List.of());
    MtlsConfig noCertificates =
        new MtlsConfig(Optional.empty(), false, Optional.empty(), Optional.empty());
    DpopProofs proofs =
        new DpopProofs(
            new ForeignKeys(provider),
            new DpopNonces(ring, random, clock),
            Duration.ofSeconds(30),
            clock,
            RuleTrace.OFF);
    return new Protection.Builder(
        new RouteProtection(
            new TokenVerification(
                new PublishedKeyVerifier(keys),
                issuer,
                new TokenLookup(database),
                PairwiseSubjects.load(issuer, database, ring, random, clock),
                id -> Optional.empty(),
                telemetry,
                clock),
            new SenderVerification(
                new ProofAcceptance(proofs, new SingleUses(database, clock), RuleTrace.OFF),
                id -> Optional.empty(),
                policies::current,
                telemetry),
            new RouteRequests(
                new ExternalUrl(nobody::include),
                new ClientCertificates(noCertificates, nobody, clock)),
            new ProtectedResources(
                new ResourceServers(List.of()), issuer, policies::current, false),
            new RefusalReport(refusal -> {}, random),
            UnaryOperator.identity()));
  }

  Registered client(String format) {
    ClientRegistration.Result result =
        registration.create(
            Map.of(
                "client_name",
                format,
                "token_endpoint_auth_method",
                "client_secret_basic",
                "grant_types",
                List.of("client_credentials"),
                "response_types",
                List.of(),
                "scope",
                "read:billing",
                "access_token_format",
                format),
            Actor.system());
    if (result instanceof ClientRegistration.Done done) {
      return new Registered(done.client(), done.secret());
    }
    throw new IllegalStateException("the client was refused: " + result);
  }

  /** A client with its secret in plain. */
  record Registered(Client client, Optional<Secret> secret) {}

  @Override
  public void close() throws IOException {
    database.close();
    postgres.close();
  }
}
