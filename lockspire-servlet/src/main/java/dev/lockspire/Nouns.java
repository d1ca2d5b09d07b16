package dev.lockspire;

import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.BroadcastTelemetry;
import dev.lockspire.audit.RepeatedEvidence;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.client.ClientSecrets;
import dev.lockspire.client.ClientStore;
import dev.lockspire.client.Clients;
import dev.lockspire.client.HmacSecrets;
import dev.lockspire.client.SectorIdentifiers;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.config.SigningConfig;
import dev.lockspire.crypto.SignatureProviders;
import dev.lockspire.host.DetailValidators;
import dev.lockspire.host.HostSeams;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.RequestTrace;
import dev.lockspire.jobs.JobRuns;
import dev.lockspire.jobs.JobScheduler;
import dev.lockspire.jobs.Retention;
import dev.lockspire.jobs.Sweep;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.keys.OwnDecryption;
import dev.lockspire.keys.PublishedKeys;
import dev.lockspire.keys.SigningKeyLifecycle;
import dev.lockspire.keys.SigningKeys;
import dev.lockspire.measure.Measurements;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.rar.DetailApproval;
import dev.lockspire.refusal.RefusalRecorder;
import dev.lockspire.refusal.RefusalStore;
import dev.lockspire.remotejwks.ClientKeys;
import dev.lockspire.remotejwks.ClientSignatures;
import dev.lockspire.remotejwks.RemoteJwksIncidents;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.requestobject.RequestObjects;
import dev.lockspire.senderconstraint.ClientCertificates;
import dev.lockspire.senderconstraint.DpopNonces;
import dev.lockspire.senderconstraint.DpopProofs;
import dev.lockspire.senderconstraint.ProofAcceptance;
import dev.lockspire.senderconstraint.ProofTargets;
import dev.lockspire.senderconstraint.ProofVerifier;
import dev.lockspire.senderconstraint.SenderConstraints;
import dev.lockspire.statistics.Figure;
import dev.lockspire.statistics.HourlyFigures;
import dev.lockspire.traffic.TrafficRecorder;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import java.security.Provider;
import java.util.Optional;

/** Floor 2, built: clients, policy, keys and evidence, and the job that sweeps what has expired. */
final class Nouns {
  private final AuditTrail audit;
  private final RepeatedEvidence repeatedEvidence;
  private final Measurements measurements;
  private final Telemetry telemetry;
  private final SigningKeys keys;
  private final String signatureProvider;
  private final ServerPolicies policies;
  private final SigningKeyLifecycle keyLifecycle;
  private final PublishedKeys publishedKeys;
  private final ForeignKeys foreignKeys;
  private final ClientSecrets secrets;
  private final HmacSecrets hmacSecrets;
  private final Clients clients;
  private final ClientRegistration registration;
  private final HourlyFigures figures;
  private final TrafficRecorder traffic;
  private final Tracer tracer;
  private final RequestTrace trace;
  private final RefusalStore refusalStore;
  private final RefusalRecorder refusals;
  private final SingleUses singleUses;
  private final ClientCertificates certificates;
  private final ProofVerifier proofs;
  private final ProofAcceptance acceptedProofs;
  private final ProofTargets proofTargets;
  private final SenderConstraints senderConstraints;
  private final RemoteJwksIncidents remoteJwksIncidents;
  private final ClientKeys clientKeys;
  private final ClientSignatures clientSignatures;
  private final RequestObjects requestObjects;
  private final DetailApproval details;
  private final JobRuns jobRuns;
  private final JobScheduler jobs;

  Nouns(Ground ground, LockspireConfig config, HostSeams seams) {
    this.audit = new AuditTrail(ground.database());
    this.repeatedEvidence = new RepeatedEvidence(audit);
    this.figures = new HourlyFigures(ground.database(), ground.clock());
    this.traffic = new TrafficRecorder(ground.database(), ground.clock());
    // Not get(): asking for the global instance would fix it before the host can set its own.
    OpenTelemetry open = GlobalOpenTelemetry.getOrNoop();
    Meter meter = open.getMeter("dev.lockspire");
    this.tracer = open.getTracer("dev.lockspire");
    this.measurements = new Measurements(config.metrics().clientTag(), meter);
    this.telemetry =
        figures
            .and(traffic)
            .and(measurements)
            .and(
                new BroadcastTelemetry(
                    meter,
                    Optional.of(seams.listener()).filter(listener -> !listener.isSilent()),
                    ground.clock()));
    this.trace = new RequestTrace(ground.random());
    this.refusalStore = new RefusalStore(ground.database(), config.audit().refusalRetention());
    this.refusals =
        new RefusalRecorder(
            refusalStore, ground.clock(), reason -> figures.count(Figure.REFUSALS, reason));
    Optional<Provider> provider = SignatureProviders.choose(provider(config.signing()));
    this.signatureProvider = provider.map(p -> p.getName() + " " + p.getVersionStr()).orElse("JDK");
    this.keys = new SigningKeys(ground.database(), ground.ring(), provider, ground.clock());
    this.policies = new ServerPolicies(ground.database(), audit, telemetry, keys, ground.clock());
    this.keyLifecycle =
        new SigningKeyLifecycle(
            ground.database(),
            ground.ring(),
            ground.random(),
            ground.clock(),
            audit,
            telemetry,
            policies,
            config.keys().minPublishAge(),
            config.keys().minRetireAge());
    this.publishedKeys = new PublishedKeys(keys, policies);
    this.foreignKeys = new ForeignKeys(provider);
    this.secrets = new ClientSecrets(ground.random(), ground.clock());
    this.hmacSecrets = new HmacSecrets(ground.ring(), ground.clock());
    ClientStore clientStore = new ClientStore(ground.database(), audit, ground.clock());
    this.clients = new Clients(clientStore, ground.database().changes());
    this.registration =
        new ClientRegistration(
            clientStore,
            secrets,
            ground.ring(),
            policies::current,
            keys,
            keys::activeAlgorithms,
            telemetry,
            ground.random(),
            ground.clock(),
            new SectorIdentifiers(ground.outbound(), config.remoteJwks())::problems,
            config.issuer().allowInsecure());
    this.singleUses = new SingleUses(ground.database(), ground.clock());
    this.certificates =
        new ClientCertificates(config.mtls(), config.trustedProxies(), ground.clock());
    this.proofs =
        new DpopProofs(
            new ForeignKeys(provider),
            new DpopNonces(ground.ring(), ground.random(), ground.clock()),
            config.clockSkew().tolerance(),
            ground.clock(),
            trace);
    this.acceptedProofs = new ProofAcceptance(proofs, singleUses, trace);
    this.proofTargets =
        new ProofTargets(config.mtls().issuer().map(issuer -> Issuer.of(issuer.toString())));
    this.senderConstraints =
        new SenderConstraints(policies::current, config.dpop().bindWhenPresented());
    this.remoteJwksIncidents = new RemoteJwksIncidents(ground.database(), ground.clock());
    this.clientKeys =
        new ClientKeys(
            ground.outbound(),
            config.remoteJwks(),
            remoteJwksIncidents,
            ground.clock(),
            measurements::keysFetched);
    this.clientSignatures = new ClientSignatures(clientKeys::attempt, foreignKeys);
    this.requestObjects =
        new RequestObjects(
            new OwnDecryption(keys),
            clientSignatures,
            policies::current,
            singleUses,
            config.requestObjects().maxAge(),
            ground.clock(),
            trace);
    this.details =
        new DetailApproval(
            new DetailValidators(seams.authorizationDetailsValidators()),
            config.rar().types(),
            config.rar().acceptAnyType());
    this.jobRuns = new JobRuns(ground.database());
    this.jobs =
        new JobScheduler(
            config.jobs(),
            ground.database(),
            new Sweep(
                ground.database(),
                ground.clock(),
                telemetry,
                new Retention(
                    config.refresh().grace(),
                    config.audit().retention(),
                    config.audit().refusalRows()),
                config.jobs().prunerBatchSize(),
                this::swept),
            ground.random());
  }

  private static SignatureProviders.Choice provider(SigningConfig config) {
    return SignatureProviders.Choice.valueOf(config.provider().name());
  }

  private void swept(JobRuns.Run run) {
    figures.highest(Figure.SWEEP_LAG, run.lag().toSeconds());
    jobRuns.record(JobRuns.SWEEP, run);
  }

  /** What is counted by the hour. */
  HourlyFigures figures() {
    return figures;
  }

  /** What accepted requests are like. */
  TrafficRecorder traffic() {
    return traffic;
  }

  /** What this node counts and times. */
  Measurements measurements() {
    return measurements;
  }

  /** Spans of the host's OpenTelemetry. */
  Tracer tracer() {
    return tracer;
  }

  /** The rules that the request at hand was asked. */
  RequestTrace trace() {
    return trace;
  }

  RefusalStore refusalStore() {
    return refusalStore;
  }

  RefusalRecorder refusals() {
    return refusals;
  }

  JobRuns jobRuns() {
    return jobRuns;
  }

  AuditTrail audit() {
    return audit;
  }

  /** Audit rows of what a stranger can cause again and again. */
  RepeatedEvidence repeatedEvidence() {
    return repeatedEvidence;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  /** Who computes signatures. */
  String signatureProvider() {
    return signatureProvider;
  }

  SigningKeys keys() {
    return keys;
  }

  ServerPolicies policies() {
    return policies;
  }

  SigningKeyLifecycle keyLifecycle() {
    return keyLifecycle;
  }

  PublishedKeys publishedKeys() {
    return publishedKeys;
  }

  /** Verifies what others sign. */
  ForeignKeys foreignKeys() {
    return foreignKeys;
  }

  ClientSecrets secrets() {
    return secrets;
  }

  /** The secrets of clients that sign with them. */
  HmacSecrets hmacSecrets() {
    return hmacSecrets;
  }

  Clients clients() {
    return clients;
  }

  ClientRegistration registration() {
    return registration;
  }

  /** What may be used once only. */
  SingleUses singleUses() {
    return singleUses;
  }

  /** How a client's certificate is found in a request. */
  ClientCertificates certificates() {
    return certificates;
  }

  /** Verifies proofs of possession. */
  ProofVerifier proofs() {
    return proofs;
  }

  /** Verifies proofs of possession at resources, and uses them up. */
  ProofAcceptance acceptedProofs() {
    return acceptedProofs;
  }

  /** What the tokens of a client are bound to. */
  SenderConstraints senderConstraints() {
    return senderConstraints;
  }

  /** What such a proof may name. */
  ProofTargets proofTargets() {
    return proofTargets;
  }

  /** The public keys of clients. */
  ClientKeys clientKeys() {
    return clientKeys;
  }

  /** What clients signed with those. */
  ClientSignatures clientSignatures() {
    return clientSignatures;
  }

  /** Requests that come as a JWT. */
  RequestObjects requestObjects() {
    return requestObjects;
  }

  /** Who may ask for which authorization details. */
  DetailApproval details() {
    return details;
  }

  /** What went wrong with remote keys. */
  RemoteJwksIncidents remoteJwksIncidents() {
    return remoteJwksIncidents;
  }

  JobScheduler jobs() {
    return jobs;
  }
}
