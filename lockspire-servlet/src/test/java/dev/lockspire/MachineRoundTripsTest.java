package dev.lockspire;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.host.HostSeams;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Throttle;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.ScriptedHost;
import dev.lockspire.senderconstraint.ProofMaker;
import dev.lockspire.storage.CountingDataSource;
import dev.lockspire.storage.TestDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Round trips of a machine at /token, where everything is wired as a deployment has it")
class MachineRoundTripsTest {
  private static final String ISSUER = "https://op.example/lockspire";
  private static final Actor OPERATOR = Actor.of("operator", "olga", "Olga");
  private static final ECKey ASSERTION_KEY = Machine.key("1");
  private static final ProofMaker PROOF_KEY = ProofMaker.es256();
  private static TestDatabase database;
  private static CountingDataSource counted;
  private static Lockspire lockspire;
  private static Machine machine;
  private static String secret;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    counted = new CountingDataSource(database.database().dataSource());
    HostSeams host = HostSeams.of(new ScriptedHost());
    lockspire =
        Lockspire.start(
            LockspireConfig.of(
                Map.of(
                    "lockspire.issuer", ISSUER,
                    "lockspire.known-scopes", "read:billing",
                    "lockspire.jdbc.url", database.jdbcUrl(),
                    "lockspire.jobs.mode", "disabled",
                    "lockspire.encryption.master-key",
                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")),
            new HostSeams(
                host.accountResolver(),
                host.consentPolicy(),
                host.consentView(),
                host.authorizationDetailsValidators(),
                host.listener(),
                host.operatorIdentity(),
                host.rateLimiter(),
                host.clock(),
                Optional.of(counted.dataSource())));
    machine = new Machine(lockspire.router(Throttle.NONE), lockspire.issuer());
    secret = register("S", Map.of()).secret().orElseThrow().reveal();
    register(
        "J",
        Map.of(
            "token_endpoint_auth_method",
            "private_key_jwt",
            "jwks",
            new JWKSet(ASSERTION_KEY.toPublicJWK()).toJSONObject(),
            "dpop_policy",
            "dpop"));
  }

  private static ClientRegistration.Done register(String id, Map<String, Object> more) {
    Map<String, Object> document = new HashMap<>(more);
    document.put("client_id", id);
    document.put("client_name", id);
    document.put("grant_types", List.of("client_credentials"));
    document.put("response_types", List.of());
    document.put("scope", "read:billing");
    return (ClientRegistration.Done) lockspire.clients().create(document, OPERATOR);
  }

  @AfterAll
  static void stop() {
    lockspire.close();
    database.close();
  }

  private static Reply bySecret() {
    return machine.ask(LookupFixture.basic("S", secret), Map.of());
  }

  private static Reply byKeys(String assertion, String proof) {
    return machine.askWith(assertion, Map.of("DPoP", proof));
  }

  private static String assertion() {
    return machine.assertion("J", ASSERTION_KEY);
  }

  private static ProofMaker.Draft proof() {
    return PROOF_KEY.proof("POST", ISSUER + "/token", Instant.now());
  }

  private static String error(Reply reply) {
    return (String) json(reply).get("error");
  }

  private static Map<String, Object> json(Reply reply) {
    return JsonReader.object(reply.text(), 10_000).orElseThrow();
  }

  @Test
  @DisplayName("private_key_jwt + DPoP: at most one more than client_secret_basic alone")
  void oneMore() {
    // What is read once, clients and keys, is in memory from here on.
    assertThat(bySecret().status()).isEqualTo(200);
    Reply challenge = byKeys(assertion(), proof().sign());
    assertThat(error(challenge)).isEqualTo("use_dpop_nonce");
    String nonce = challenge.header("DPoP-Nonce").orElseThrow();
    String assertion = assertion();
    String proof = proof().nonce(nonce).sign();

    counted.taken();
    assertThat(bySecret().status()).isEqualTo(200);
    int bySecret = counted.taken();
    Reply issued = byKeys(assertion, proof);
    int byKeys = counted.taken();

    assertThat(json(issued)).containsEntry("token_type", "DPoP");
    assertThat(bySecret).isEqualTo(1);
    assertThat(byKeys).isEqualTo(bySecret + 1);
    // Both were real, and both are used up.
    assertThat(error(byKeys(assertion, proof().nonce(nonce).sign()))).isEqualTo("invalid_client");
    assertThat(error(byKeys(assertion(), proof))).isEqualTo("invalid_dpop_proof");
  }
}
