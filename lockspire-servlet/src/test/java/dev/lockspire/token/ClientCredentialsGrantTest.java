package dev.lockspire.token;

import static dev.lockspire.token.TokenServer.API;
import static dev.lockspire.token.TokenServer.REPORTS;
import static dev.lockspire.token.TokenServer.error;
import static dev.lockspire.token.TokenServer.json;
import static dev.lockspire.token.TokenServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.ClientType;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.Reply;
import dev.lockspire.minting.TestClient;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The client credentials grant")
final class ClientCredentialsGrantTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private final TokenServer server = new TokenServer(DATABASE.database(), Duration.ofSeconds(10));

  private static TestClient client(String id) {
    return TestClient.named(id)
        .grants("client_credentials")
        .scopes("openid", "offline_access", "read:billing", "write:billing", "retired");
  }

  @BeforeEach
  void start() {
    DATABASE.clear();
    server.register(
        client("c").build(),
        client("bound").with("allowedResources", List.of(REPORTS)).build(),
        client("public").with("clientType", ClientType.PUBLIC).build(),
        TestClient.named("bare").grants("client_credentials").build());
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  @DisplayName("gives a client a token of its own: sub = client_id, no refresh and no ID token")
  void ownToken() {
    Reply reply = server.own("c", "scope", "read:billing");

    assertThat(json(reply))
        .containsEntry("token_type", "Bearer")
        .containsEntry("expires_in", 3600L)
        .containsEntry("scope", "read:billing")
        .doesNotContainKeys("refresh_token", "id_token");
    assertThat(TestSigner.claims(text(reply, "access_token")))
        .containsEntry("sub", "c")
        .containsEntry("client_id", "c")
        .containsEntry("aud", List.of(API))
        .doesNotContainKeys("auth_time", "acr", "amr");
    assertThat(server.told).containsExactly(TelemetryEvent.TOKEN_ISSUED);
  }

  @Test
  @DisplayName("stores the token with its effective audience and without an account")
  void row() {
    String token = text(server.own("c", "scope", "read:billing"), "access_token");

    assertThat(
            DATABASE.text(
                "SELECT concat_ws(' ', token_type, client_id, coalesce(account_id, '-'), scopes,"
                    + " audience, jti IS NOT NULL, tenant_id) FROM {tokens} WHERE token_hash = '"
                    + Sha256.hex(token)
                    + "'"))
        .isEqualTo("access_token c - {read:billing} {" + API + "} t default");
  }

  @Test
  @DisplayName("without scope gives all that are allowed and known, but none of a person")
  void allScopes() {
    assertThat(json(server.own("c"))).containsEntry("scope", "read:billing write:billing");
    Reply bare = server.own("bare");
    assertThat(json(bare)).containsEntry("scope", "");
    assertThat(TestSigner.claims(text(bare, "access_token"))).containsEntry("aud", List.of("bare"));
  }

  @Test
  @DisplayName("refuses openid, offline_access, unknown and disallowed scopes: invalid_scope")
  void refusedScopes() {
    for (String scope : List.of("openid", "read:billing offline_access", "retired", "admin")) {
      assertThat(error(server.own("c", "scope", scope))).as(scope).isEqualTo("400 invalid_scope");
    }
    assertThat(error(server.own("bare", "scope", "read:billing"))).isEqualTo("400 invalid_scope");
  }

  @Test
  @DisplayName("is for confidential clients only: unauthorized_client")
  void confidentialOnly() {
    assertThat(error(server.own("public"))).isEqualTo("400 unauthorized_client");
  }

  @Test
  @DisplayName("takes a resource of the client's list, else any configured one; others refused")
  void resources() {
    Reply reports = server.own("c", "resource", REPORTS);
    assertThat(TestSigner.claims(text(reports, "access_token")))
        .containsEntry("aud", List.of(REPORTS));
    assertThat(error(server.own("c", "resource", "https://unknown.example/")))
        .isEqualTo("400 invalid_target");
    assertThat(server.own("bound", "resource", REPORTS).status()).isEqualTo(200);
    assertThat(error(server.own("bound", "resource", API))).isEqualTo("400 invalid_target");
    String[] many = new String[22];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "resource";
      many[i + 1] = REPORTS;
    }
    assertThat(error(server.own("c", many))).isEqualTo("400 invalid_target");
  }
}
