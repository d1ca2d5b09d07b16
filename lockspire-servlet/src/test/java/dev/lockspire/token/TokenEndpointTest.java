package dev.lockspire.token;

import static dev.lockspire.token.TokenServer.error;
import static dev.lockspire.token.TokenServer.form;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.Inheritable;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.minting.TestClient;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The token endpoint")
final class TokenEndpointTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private final TokenServer server = new TokenServer(DATABASE.database(), Duration.ofSeconds(10));

  @BeforeEach
  void clients() {
    server.register(
        TestClient.named("c")
            .grants("authorization_code", "refresh_token", "client_credentials")
            .scopes("read:billing")
            .build(),
        TestClient.named("codes-only").grants("authorization_code").build());
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  @DisplayName("1 unknown grant: grant_type=password without credentials → unsupported_grant_type")
  void unknownGrant() {
    assertThat(error(server.post(Parameters.of(Map.of("grant_type", "password")))))
        .isEqualTo("400 unsupported_grant_type");
  }

  @Test
  @DisplayName("answers invalid_request when grant_type is missing or blank")
  void missingGrant() {
    assertThat(error(server.post(Parameters.none()))).isEqualTo("400 invalid_request");
    assertThat(error(server.post(form("c", "grant_type", "  ").build())))
        .isEqualTo("400 invalid_request");
  }

  @Test
  @DisplayName("takes grant_type without surrounding blanks")
  void trimmedGrant() {
    Reply reply = server.post(form("c", "grant_type", " client_credentials ").build());

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  @DisplayName("2 token no-store: any answer, good or bad, is never cached")
  void noStore() {
    for (Reply reply : List.of(server.own("c"), server.own("unknown"))) {
      assertThat(reply.header("Cache-Control")).contains("no-store");
      assertThat(reply.header("Pragma")).contains("no-cache");
      assertThat(reply.header("Content-Type")).contains("application/json");
    }
  }

  @Test
  @DisplayName("17 grant permission: a client that lacks the grant → unauthorized_client")
  void grantPermission() {
    assertThat(error(server.own("codes-only"))).isEqualTo("400 unauthorized_client");
    assertThat(error(server.refresh("codes-only", "whatever")))
        .isEqualTo("400 unauthorized_client");
  }

  @Test
  @DisplayName("gives no tokens to a client that must prove a key, by its own or the server's word")
  void dpopDemanded() {
    server.register(
        TestClient.named("bound")
            .grants("client_credentials")
            .with("dpopPolicy", Inheritable.Dpop.DPOP)
            .build());
    server.register(
        TestClient.named("exempt")
            .grants("client_credentials")
            .with("dpopPolicy", Inheritable.Dpop.BEARER)
            .build());
    assertThat(error(server.own("bound"))).isEqualTo("400 invalid_dpop_proof");

    ServerPolicy open = server.policy;
    server.policy =
        new ServerPolicy(
            open.parPolicy(),
            DpopPolicy.DPOP,
            open.securityProfile(),
            open.accessTokenFormat(),
            open.maxDelegationDepth(),
            open.registration());
    assertThat(error(server.own("c"))).isEqualTo("400 invalid_dpop_proof");
    assertThat(server.own("exempt").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("authenticates the client before the grant looks at anything")
  void authenticatesFirst() {
    assertThat(error(server.own("unknown"))).isEqualTo("401 invalid_client");
  }

  @Test
  @DisplayName("19 query parameters ignored: grant parameters in the URL only → invalid_request")
  void queryIgnored() {
    Parameters inUrl = form("c", "grant_type", "client_credentials").build();

    assertThat(error(server.post(Parameters.none(), inUrl, null))).isEqualTo("400 invalid_request");
    assertThat(error(server.post(Parameters.none(), inUrl, "application/x-www-form-urlencoded")))
        .isEqualTo("400 invalid_request");
  }

  @Test
  @DisplayName("20 duplicate parameter: code sent twice → invalid_request")
  void duplicateParameter() {
    Parameters twice =
        form("c", "grant_type", "authorization_code", "code", "a", "code", "a").build();

    assertThat(error(server.post(twice))).isEqualTo("400 invalid_request");
  }

  @Test
  @DisplayName("lets resource and audience repeat")
  void repeatable() {
    Reply reply =
        server.own(
            "c",
            "resource",
            TokenServer.API,
            "resource",
            TokenServer.REPORTS,
            "audience",
            "a",
            "audience",
            "b");

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  @DisplayName("takes forms only: a JSON body → 415")
  void formsOnly() {
    Reply reply = server.post(Parameters.none(), Parameters.none(), "application/json");

    assertThat(reply.status()).isEqualTo(415);
  }

  @Test
  @DisplayName("says what it offers in the metadata")
  void metadata() {
    ServerMetadata metadata =
        new ServerMetadata(
            TokenServer.ISSUER, ServerPolicy.defaults(), Set.of(SigningAlgorithm.ES256));

    new TokenMetadata(
            "/token",
            server.endpoint,
            document -> document.put("token_endpoint_auth_methods_supported", List.of("none")))
        .contribute(metadata);

    assertThat(metadata.members())
        .containsEntry("token_endpoint", "https://host.example/lockspire/token")
        .containsEntry(
            "grant_types_supported",
            Set.of("authorization_code", "refresh_token", "client_credentials"))
        .containsEntry("token_endpoint_auth_methods_supported", List.of("none"))
        .containsEntry("code_challenge_methods_supported", Set.of("S256"))
        .containsEntry("access_token_signing_alg_values_supported", Set.of("ES256"));
  }
}
