package dev.lockspire.client;

import static dev.lockspire.client.ClientFixture.OPERATOR;
import static dev.lockspire.client.ClientFixture.done;
import static dev.lockspire.client.ClientFixture.errors;
import static dev.lockspire.client.ClientFixture.webApp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.ClientRegistration.Done;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A file of clients")
final class ClientUpsertTest {
  private static final ClientFixture FIXTURE = new ClientFixture();
  private static final String SECRET = "billingo-reports-secret";
  private final ClientRegistration registration = FIXTURE.registration();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.test.clear();
  }

  @Test
  @DisplayName("creates a client with the secret it names")
  void creates() {
    Done done = FIXTURE.upsert("client_id", "reports", "client_secret", SECRET);

    assertThat(done.secret()).isEmpty();
    assertThat(FIXTURE.secrets.verify(done.client().secrets(), SECRET))
        .isEqualTo(ClientSecrets.Verdict.MATCHES);
  }

  @Test
  @DisplayName("read again unchanged changes nothing and leaves no further evidence")
  void idempotent() {
    FIXTURE.upsert("client_id", "reports", "client_secret", SECRET, "metadata", Map.of("n", 1L));
    FIXTURE.upsert("client_id", "reports", "client_secret", SECRET, "metadata", Map.of("n", 1L));

    assertThat(FIXTURE.auditActions()).containsExactly("client_created");
    assertThat(registration.find("reports").orElseThrow().version()).isZero();
  }

  @Test
  @DisplayName("makes the client exactly what it says: the rest takes its default")
  void replaces() {
    FIXTURE.upsert("client_id", "reports", "client_secret", SECRET, "require_nonce", true);

    Done done =
        FIXTURE.upsert(
            "client_id", "reports",
            "client_secret", "another-secret-16",
            "token_endpoint_auth_method", "client_secret_post",
            "active", false);

    assertThat(done.client().metadata().requireNonce()).isFalse();
    assertThat(done.client().metadata().tokenEndpointAuthMethod())
        .isEqualTo(AuthMethod.CLIENT_SECRET_POST);
    assertThat(done.client().active()).isFalse();
    assertThat(FIXTURE.secrets.verify(done.client().secrets(), SECRET))
        .isEqualTo(ClientSecrets.Verdict.WRONG);
    assertThat(FIXTURE.store.find("reports")).contains(done.client());
    assertThat(FIXTURE.auditActions())
        .containsExactly("client_created", "client_updated", "client_disabled");
  }

  @Test
  @DisplayName("gives a client that comes to sign with its secret a sealed copy of it")
  void becomesHmac() {
    String secret = SECRET + "-of-32-bytes";
    FIXTURE.upsert("client_id", "reports", "client_secret", secret);
    upsertHmac(secret);

    String sealed = "SELECT client_secret_jwt_verifier_encrypted FROM {clients}";
    String first = FIXTURE.test.text(sealed);
    assertThat(first).isNotNull();
    upsertHmac(secret);
    assertThat(FIXTURE.test.text(sealed)).isEqualTo(first);
    FIXTURE.upsert("client_id", "reports", "client_secret", secret);
    assertThat(FIXTURE.test.text(sealed)).isNull();
  }

  private static void upsertHmac(String secret) {
    FIXTURE.upsert(
        "client_id", "reports",
        "client_secret", secret,
        "token_endpoint_auth_method", "client_secret_jwt",
        "token_endpoint_auth_signing_alg", "HS256");
  }

  @Test
  @DisplayName("demands 32 bytes of a secret that signs with HS256 (RFC 7518 §3.2)")
  void shortHmacKey() {
    assertThat(
            errors(
                registration.upsert(
                    webApp(
                        "client_id", "reports",
                        "client_secret", SECRET,
                        "token_endpoint_auth_method", "client_secret_jwt",
                        "token_endpoint_auth_signing_alg", "HS256"),
                    OPERATOR)))
        .containsExactly("client_secret too_short at least 32");
  }

  @Test
  @DisplayName("may leave out the scope, and may name openid alone")
  void withoutScope() {
    Map<String, Object> document = webApp("client_id", "reports", "client_secret", SECRET);
    document.remove("scope");

    assertThat(done(registration.upsert(document, OPERATOR)).client().metadata().allowedScopes())
        .isEmpty();
  }

  @Test
  @DisplayName("understands RFC 7591's own words for the product's policies")
  void standardWords() {
    ClientMetadata metadata =
        FIXTURE
            .upsert(
                "client_id", "reports",
                "require_pushed_authorization_requests", true,
                "dpop_bound_access_tokens", true)
            .client()
            .metadata();

    assertThat(metadata.parPolicy()).isEqualTo(Inheritable.Par.REQUIRED);
    assertThat(metadata.dpopPolicy()).isEqualTo(Inheritable.Dpop.DPOP);
  }

  @Test
  @DisplayName("says whose tokens are bound to a certificate (RFC 8705 §3.4)")
  void certificateBound() {
    String member = "tls_client_certificate_bound_access_tokens";
    FIXTURE.upsert("client_id", "reports", member, true);
    FIXTURE.upsert("client_id", "billing");
    FIXTURE.upsert(
        "client_id", "ledger",
        "token_endpoint_auth_method", "tls_client_auth",
        "tls_client_auth_san_dns", "ledger.example");

    assertThat(bound("reports")).isTrue();
    assertThat(bound("billing")).isFalse();
    assertThat(bound("ledger")).isTrue();
    assertThat(FIXTURE.store.find("reports").orElseThrow().extra()).isEmpty();

    FIXTURE.upsert("client_id", "reports", member, false);
    assertThat(bound("reports")).isFalse();
    assertThat(errors(registration.upsert(webApp("client_id", "reports", member, "yes"), OPERATOR)))
        .containsExactly(member + " invalid_boolean");
  }

  private static boolean bound(String clientId) {
    return FIXTURE.store.find(clientId).orElseThrow().bindsToCertificate();
  }

  @Test
  @DisplayName("is refused with all its mistakes")
  void mistakes() {
    assertThat(
            errors(
                registration.upsert(
                    webApp("client_secret", "short", "redirect_url", List.of()), OPERATOR)))
        .containsExactly(
            "redirect_url unknown_member did you mean redirect_uris?",
            "client_id required",
            "client_secret too_short at least 16");
    assertThat(
            errors(
                registration.upsert(
                    webApp(
                        "client_id", "p",
                        "client_secret", SECRET,
                        "token_endpoint_auth_method", "none"),
                    OPERATOR)))
        .containsExactly("client_secret client_secret_not_allowed");
    assertThat(errors(registration.create(webApp("client_secret", SECRET), OPERATOR)))
        .containsExactly("client_secret client_secret_not_allowed");
  }
}
