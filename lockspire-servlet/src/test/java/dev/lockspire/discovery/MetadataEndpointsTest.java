package dev.lockspire.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.audit.Actor;
import dev.lockspire.config.DiscoveryConfig;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.keys.KeyNode;
import dev.lockspire.keys.KeyTransition;
import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.TestDatabase;
import java.net.URI;
import java.text.ParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Discovery and JWKS")
class MetadataEndpointsTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Actor OPERATOR = new Actor(Actor.Type.OPERATOR, "olga", null);
  private static final String ISSUER = "https://as.example/lockspire";

  private MetadataContributor contributed = metadata -> {};
  private KeyNode node;
  private DiscoveryEndpoint discovery;
  private JwksEndpoint jwks;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void start() {
    DATABASE.clear();
    node = new KeyNode(DATABASE.database());
    node.lifecycle().provisionAtFirstStart();
    DATABASE.settle();
    discovery = discovery(silentHost());
    jwks = new JwksEndpoint(node.published());
  }

  @Test
  @DisplayName("Discovery baseline: the general keys are present with the stated value")
  void baseline() throws Exception {
    assertThat(document())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("issuer", ISSUER),
                Map.entry("jwks_uri", ISSUER + "/jwks"),
                Map.entry("scopes_supported", List.of("openid", "email", "read:billing")),
                Map.entry("subject_types_supported", List.of("public", "pairwise")),
                Map.entry("id_token_signing_alg_values_supported", List.of("RS256", "ES256")),
                Map.entry("access_token_signing_alg_values_supported", List.of("RS256", "ES256")),
                Map.entry(
                    "claims_supported",
                    List.of(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "auth_time",
                        "nonce",
                        "acr",
                        "amr",
                        "at_hash",
                        "sid",
                        "email"))));
  }

  @Test
  @DisplayName("Discovery baseline: cached for five minutes by anybody, readable from any origin")
  void headers() {
    for (Reply reply : List.of(discovery.handle(call()), jwks.handle(call()))) {
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Cache-Control")).contains("public, max-age=300");
      assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
      assertThat(reply.header("Content-Type")).contains("application/json");
      assertThat(reply.header("ETag")).isPresent();
    }
  }

  @Test
  @DisplayName("Discovery truth: algorithms follow the active keys [B-84]")
  void algorithmsFollowKeys() throws Exception {
    String kid =
        ((KeyTransition.Done) node.lifecycle().generate(SigningAlgorithm.EDDSA, OPERATOR))
            .key()
            .kid();
    node.lifecycle().publish(kid, OPERATOR);
    assertThat(document().get("id_token_signing_alg_values_supported"))
        .as("published is not yet signing")
        .isEqualTo(List.of("RS256", "ES256"));

    node.lifecycle().activate(kid, true, OPERATOR);

    assertThat(document().get("id_token_signing_alg_values_supported"))
        .isEqualTo(List.of("RS256", "ES256", "EdDSA"));
  }

  @Test
  @DisplayName("Discovery truth: what can be encrypted to follows the active keys [B-85]")
  void encryptionFollowsKeys() throws Exception {
    contributed =
        metadata ->
            metadata.put(
                "encryption",
                metadata.encryptionAlgorithms().stream()
                    .map(KeyManagementAlgorithm::wireName)
                    .toList());
    discovery = discovery(silentHost());
    assertThat(document().get("encryption")).isEqualTo(List.of());

    String kid =
        ((KeyTransition.Done)
                node.lifecycle().generate(KeyManagementAlgorithm.ECDH_ES, 0, OPERATOR))
            .key()
            .kid();
    node.lifecycle().publish(kid, OPERATOR);
    node.lifecycle().activate(kid, false, OPERATOR);

    assertThat(document().get("encryption")).isEqualTo(List.of("ECDH-ES"));
  }

  @Test
  @DisplayName("FAPI: algorithms: JWKS and discovery list ES256 and PS256 only")
  void fapi() throws Exception {
    node.policies().update(p -> p.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY), OPERATOR);

    assertThat(document().get("id_token_signing_alg_values_supported")).isEqualTo(List.of("ES256"));
    assertThat(document().get("access_token_signing_alg_values_supported"))
        .isEqualTo(List.of("ES256"));
    assertThat(jwks.handle(call()).text()).contains("ES256").doesNotContain("RS256");
  }

  @Test
  @DisplayName("what only the host knows of itself is published when it says so")
  void hostMembers() throws Exception {
    discovery =
        discovery(
            new DiscoveryConfig(
                List.of("urn:example:mfa"),
                List.of("email"),
                List.of("de", "en"),
                List.of("page"),
                Optional.of(URI.create("https://as.example/docs")),
                Optional.of(URI.create("https://as.example/privacy")),
                Optional.of(URI.create("https://as.example/terms")),
                false,
                false));

    assertThat(document())
        .containsEntry("acr_values_supported", List.of("urn:example:mfa"))
        .containsEntry("ui_locales_supported", List.of("de", "en"))
        .containsEntry("display_values_supported", List.of("page"))
        .containsEntry("service_documentation", "https://as.example/docs")
        .containsEntry("op_policy_uri", "https://as.example/privacy")
        .containsEntry("op_tos_uri", "https://as.example/terms");
  }

  @Test
  @DisplayName("each issuer gets its own document")
  void issuers() throws Exception {
    assertThat(document().get("issuer")).isEqualTo(ISSUER);
    Reply other = discovery.handle(call(Issuer.of("https://other.example"), Map.of()));
    assertThat(JSONObjectUtils.parse(other.text()))
        .containsEntry("issuer", "https://other.example")
        .containsEntry("jwks_uri", "https://other.example/jwks");
  }

  @Test
  @DisplayName("If-None-Match is answered 304 without a body, by weak comparison over a list")
  void notModified() {
    for (var endpoint : List.of(discovery, jwks)) {
      String etag = endpoint.handle(call()).header("ETag").orElseThrow();
      for (String condition : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
        Reply reply = endpoint.handle(call("If-None-Match", condition));
        assertThat(reply.status()).as(condition).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("ETag")).contains(etag);
      }
      for (String condition : List.of("\"x\"", etag.replace("\"", ""), "")) {
        assertThat(endpoint.handle(call("If-None-Match", condition)).status())
            .as(condition)
            .isEqualTo(200);
      }
    }
  }

  @Test
  @DisplayName("a new key changes the tag of the key set")
  void tagFollowsKeys() {
    String before = jwks.handle(call()).header("ETag").orElseThrow();
    String kid =
        ((KeyTransition.Done) node.lifecycle().generate(SigningAlgorithm.ES256, OPERATOR))
            .key()
            .kid();
    node.lifecycle().publish(kid, OPERATOR);

    Reply reply = jwks.handle(call("If-None-Match", before));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).contains(kid);
  }

  @Test
  @DisplayName("the key set is application/jwk-set+json for those who ask for it")
  void jwkSet() {
    Reply asked = jwks.handle(call("Accept", "application/json;q=0.5, Application/JWK-Set+JSON"));
    Reply plain = jwks.handle(call());

    assertThat(asked.header("Content-Type")).contains("application/jwk-set+json");
    assertThat(asked.body()).isEqualTo(plain.body());
    assertThat(asked.header("ETag")).isNotEqualTo(plain.header("ETag"));
    assertThat(asked.header("Vary")).contains("Accept");
    assertThat(plain.header("Vary")).contains("Accept");
  }

  @Test
  @DisplayName("serving costs no SQL and builds nothing: both go on while the tables are away")
  void noSql() {
    Reply document = discovery.handle(call());
    Reply keys = jwks.handle(call());
    hideTables();
    try {
      assertThat(discovery.handle(call())).isSameAs(document);
      assertThat(jwks.handle(call())).isSameAs(keys);
    } finally {
      showTables();
    }
  }

  @Test
  @DisplayName("a store that fails is answered 500 server_error")
  void storeFails() {
    KeyNode cold = new KeyNode(DATABASE.database());
    hideTables();
    try {
      for (var endpoint :
          List.of(
              new JwksEndpoint(cold.published()),
              new DiscoveryEndpoint(List.of(), cold.policies(), cold.published()))) {
        OAuthError error = catchThrowableOfType(OAuthError.class, () -> endpoint.handle(call()));
        assertThat(error.status()).isEqualTo(500);
        assertThat(error.error()).isEqualTo("server_error");
      }
    } finally {
      showTables();
    }
  }

  private DiscoveryEndpoint discovery(DiscoveryConfig host) {
    return new DiscoveryEndpoint(
        List.of(
            new GeneralMetadata(
                new LinkedHashSet<>(List.of("openid", "email", "read:billing")), host),
            contributed),
        node.policies(),
        node.published());
  }

  private static DiscoveryConfig silentHost() {
    return new DiscoveryConfig(
        List.of(),
        List.of("email"),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }

  private Map<String, Object> document() throws ParseException {
    return JSONObjectUtils.parse(discovery.handle(call()).text());
  }

  private static void hideTables() {
    DATABASE.execute("ALTER TABLE {signing_keys} RENAME COLUMN kid TO gone");
    DATABASE.execute("ALTER TABLE {server_policies} RENAME COLUMN par_policy TO gone");
  }

  private static void showTables() {
    DATABASE.execute("ALTER TABLE {signing_keys} RENAME COLUMN gone TO kid");
    DATABASE.execute("ALTER TABLE {server_policies} RENAME COLUMN gone TO par_policy");
  }

  private static Call call() {
    return call(Issuer.of(ISSUER), Map.of());
  }

  private static Call call(String header, String value) {
    return call(Issuer.of(ISSUER), Map.of(header, List.of(value)));
  }

  private static Call call(Issuer issuer, Map<String, List<String>> headers) {
    return new Call(
        "GET",
        "/jwks",
        Parameters.none(),
        Parameters.none(),
        Headers.of(headers),
        Map.of(),
        List.of(),
        "203.0.113.1",
        issuer,
        HostRequest.absent());
  }
}
