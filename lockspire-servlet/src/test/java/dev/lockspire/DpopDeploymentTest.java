package dev.lockspire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.host.HostRequest;
import dev.lockspire.host.HostSeams;
import dev.lockspire.http.Call;
import dev.lockspire.http.Headers;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Throttle;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.ScriptedHost;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.senderconstraint.ProofMaker;
import dev.lockspire.storage.TestDatabase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DPoP where everything is wired as a deployment has it")
class DpopDeploymentTest {
  private static final String ISSUER = "https://op.example/lockspire";
  private static final Actor OPERATOR = Actor.of("operator", "olga", "Olga");
  private static final ProofMaker KEY = ProofMaker.es256();
  private static TestDatabase database;
  private static Lockspire lockspire;
  private static Lockspire otherNode;
  private static String secret;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    lockspire = node();
    otherNode = node();
    ClientRegistration.Done done =
        (ClientRegistration.Done)
            lockspire
                .clients()
                .create(
                    Map.of(
                        "client_id", "D",
                        "client_name", "Reports",
                        "redirect_uris", List.of("https://app.example/callback"),
                        "grant_types", List.of("client_credentials"),
                        "scope", "read:billing",
                        "dpop_policy", "dpop"),
                    OPERATOR);
    secret = done.secret().orElseThrow().reveal();
  }

  private static Lockspire node() {
    return Lockspire.start(
        LockspireConfig.of(
            Map.of(
                "lockspire.issuer", ISSUER,
                "lockspire.known-scopes", "read:billing",
                "lockspire.jdbc.url", database.jdbcUrl(),
                "lockspire.jdbc.user", "postgres",
                "lockspire.jdbc.pool-size", "2",
                "lockspire.jobs.mode", "disabled",
                "lockspire.encryption.master-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")),
        HostSeams.of(new ScriptedHost()));
  }

  @AfterAll
  static void stop() {
    otherNode.close();
    lockspire.close();
    database.close();
  }

  private static Reply send(
      Lockspire node, String method, String path, Map<String, String> headers, Parameters form) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    if (method.equals("POST")) {
      all.put("Content-Type", List.of("application/x-www-form-urlencoded"));
    }
    return node.router(Throttle.NONE)
        .dispatch(
            new Call(
                method,
                path,
                Parameters.none(),
                form,
                Headers.of(all),
                Map.of(),
                List.of(),
                "192.0.2.1",
                node.issuer(),
                HostRequest.absent()));
  }

  private static Reply token(Lockspire node, String proof) {
    Map<String, String> headers = new LinkedHashMap<>(LookupFixture.basic("D", secret));
    if (proof != null) {
      headers.put("DPoP", proof);
    }
    return send(
        node, "POST", "/token", headers, Parameters.of(Map.of("grant_type", "client_credentials")));
  }

  private static Map<String, Object> json(Reply reply) {
    return JsonReader.object(reply.text(), 10_000).orElseThrow();
  }

  private static ProofMaker.Draft proof() {
    return KEY.proof("POST", ISSUER + "/token", Instant.now());
  }

  @Test
  @DisplayName("52, 53, 58, 62: challenge, retry on another node, DPoP token, cnf, replay refused")
  void journey() {
    Reply challenge = token(lockspire, proof().sign());
    assertThat(json(challenge)).containsEntry("error", "use_dpop_nonce");
    String nonce = challenge.header("DPoP-Nonce").orElseThrow();

    String proof = proof().nonce(nonce).sign();
    Reply issued = token(otherNode, proof);
    assertThat(json(issued)).containsEntry("token_type", "DPoP");
    assertThat(json(token(lockspire, proof))).containsEntry("error", "invalid_dpop_proof");
    assertThat(json(token(lockspire, null))).containsEntry("error", "invalid_dpop_proof");

    Reply introspected =
        send(
            lockspire,
            "POST",
            "/introspect",
            LookupFixture.basic("D", secret),
            Parameters.of(Map.of("token", (String) json(issued).get("access_token"))));
    assertThat(json(introspected))
        .containsEntry("active", true)
        .containsEntry("token_type", "DPoP")
        .containsEntry("cnf", Map.of("jkt", KEY.thumbprint()));
  }

  @Test
  @DisplayName("Discovery truth: dpop_signing_alg_values_supported follows the profile")
  void discovery() {
    assertThat(algorithms()).containsExactly("RS256", "ES256", "PS256", "EdDSA");
    lockspire
        .policies()
        .update(p -> p.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY), OPERATOR);
    try {
      assertThat(algorithms()).containsExactly("ES256", "PS256");
      assertThat(token(lockspire, null).status())
          .as("124 FAPI boundary: FAPI global: /token without DPoP → 400, who says so in Basic")
          .isEqualTo(400);
      String nonce =
          token(lockspire, proof().sign()).header("DPoP-Nonce").orElse("none: 401 comes first");
      assertThat(token(lockspire, proof().nonce(nonce).sign()).status())
          .as("125 FAPI methods (B): FAPI client with Basic + DPoP → 401")
          .isEqualTo(401);
    } finally {
      lockspire.policies().update(p -> p.withSecurityProfile(SecurityProfile.NONE), OPERATOR);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> algorithms() {
    Reply reply =
        send(lockspire, "GET", "/.well-known/openid-configuration", Map.of(), Parameters.none());
    return (List<String>) json(reply).get("dpop_signing_alg_values_supported");
  }
}
