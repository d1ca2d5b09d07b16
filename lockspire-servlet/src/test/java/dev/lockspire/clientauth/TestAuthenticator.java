package dev.lockspire.clientauth;

import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.RepeatedEvidence;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientFixture;
import dev.lockspire.client.Clients;
import dev.lockspire.client.HmacSecrets;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.remotejwks.ClientSignatures;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.storage.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Client authentication of one node: its parts, on the registry of a {@link ClientFixture}. */
public final class TestAuthenticator {
  final ForeignKeys foreignKeys = new ForeignKeys(Optional.empty());
  final RepeatedEvidence audit;
  final HmacSecrets hmacSecrets;
  final NobodysKeys nobody;
  final AssertionRules rules;

  private final ClientFixture fixture;
  private final Database database;
  private final List<ClientAuthMethod> methods = new ArrayList<>();
  private Clients clients;

  /**
   * @param database what is asked whether something was used before, and told what must be kept
   */
  public TestAuthenticator(ClientFixture fixture, Database database, RuleTrace trace) {
    this(fixture, database, Duration.ofSeconds(30), trace);
  }

  TestAuthenticator(ClientFixture fixture, Database database, Duration skew, RuleTrace trace) {
    this.fixture = fixture;
    this.database = database;
    this.clients = fixture.clients;
    this.audit = new RepeatedEvidence(new AuditTrail(database));
    this.hmacSecrets = new HmacSecrets(fixture.keyRing, fixture.clock);
    this.nobody = new NobodysKeys(foreignKeys, hmacSecrets);
    this.rules = new AssertionRules(nobody, skew, fixture.clock, trace);
    methods.add(new NoAuthentication());
    methods.add(new ClientSecretBasic(fixture.secrets));
    methods.add(new ClientSecretPost(fixture.secrets));
  }

  ClientSignatures signatures(Function<Client, KeyAttempt> keys) {
    return new ClientSignatures(keys, foreignKeys);
  }

  TestAuthenticator with(ClientAuthMethod method) {
    methods.add(method);
    return this;
  }

  TestAuthenticator with(Clients registry) {
    this.clients = registry;
    return this;
  }

  public ClientAuthenticator build() {
    return new ClientAuthenticator(
        clients,
        fixture.secrets,
        methods,
        new SingleUses(database, fixture.clock),
        () -> fixture.policy,
        new AuthenticationEvidence(fixture::tell, audit, fixture.clock),
        rules);
  }
}
