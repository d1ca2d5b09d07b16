package dev.lockspire.client;

import static dev.lockspire.client.ClientFixture.OPERATOR;
import static dev.lockspire.client.ClientFixture.done;
import static dev.lockspire.client.ClientFixture.errors;
import static dev.lockspire.client.ClientFixture.webApp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.client.ClientRegistration.Done;
import dev.lockspire.client.ClientRegistration.Stale;
import dev.lockspire.client.ClientRegistration.UnknownClient;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.policy.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("An operator")
final class ClientRegistrationTest {
  private static final ClientFixture FIXTURE = new ClientFixture();
  private final ClientRegistration registration = FIXTURE.registration();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.test.clear();
    FIXTURE.activeAlgorithms.addAll(EnumSet.allOf(SigningAlgorithm.class));
    FIXTURE.told.clear();
  }

  @Test
  @DisplayName(
      "creates a client, sees its secret once, and leaves evidence in the same transaction")
  void create() {
    Done done = FIXTURE.create();

    Client client = done.client();
    assertThat(client.clientId()).matches("ls_[A-Za-z0-9_-]{32}");
    assertThat(done.secret().orElseThrow().reveal()).matches("[A-Za-z0-9_-]{43}");
    assertThat(client.metadata().allowedScopes()).containsExactly("read:billing");
    assertThat(client.metadata().pkceRequired()).isTrue();
    assertThat(FIXTURE.store.find(client.clientId())).contains(client);
    assertThat(FIXTURE.auditActions()).containsExactly("client_created");
    assertThat(FIXTURE.told).containsExactly("client.registration_succeeded ", "client.created ");
    RegisteredClient details = registration.find(client.clientId()).orElseThrow();
    assertThat(details.createdBy()).contains("ops");
    assertThat(details.createdAt()).isEqualTo(FIXTURE.now);
  }

  @Test
  @DisplayName("finds only the sha256 form of a secret in the database")
  void secretAtRest() {
    Done done = FIXTURE.create();

    String row = FIXTURE.test.text("SELECT c::text FROM {clients} c");
    assertThat(row).contains("sha256:").doesNotContain(done.secret().orElseThrow().reveal());
    assertThat(done.client().toString()).doesNotContain("sha256:");
  }

  @Test
  @DisplayName("gets the secret sealed for a client that signs with it, and for no other")
  void sealedSecret() {
    Done done =
        FIXTURE.create(
            "token_endpoint_auth_method", "client_secret_jwt",
            "token_endpoint_auth_signing_alg", "HS256");

    String hex =
        FIXTURE.test.text(
            "SELECT encode(client_secret_jwt_verifier_encrypted, 'hex') FROM {clients}");
    byte[] opened =
        FIXTURE.keyRing.open(Purpose.CLIENT_SECRET_VERIFIER, HexFormat.of().parseHex(hex));
    assertThat(new String(opened, java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(done.secret().orElseThrow().reveal());
    FIXTURE.test.clear();
    FIXTURE.create();
    assertThat(FIXTURE.test.text("SELECT client_secret_jwt_verifier_encrypted FROM {clients}"))
        .isNull();
  }

  @Test
  @DisplayName("gets no secret for a public client or one that proves itself with a key")
  void noSecret() {
    Done publicClient = FIXTURE.create("token_endpoint_auth_method", "none");
    Done keyClient =
        FIXTURE.create(
            "token_endpoint_auth_method", "private_key_jwt",
            "jwks_uri", "https://app.example/jwks");

    assertThat(publicClient.secret()).isEmpty();
    assertThat(publicClient.client().isPublic()).isTrue();
    assertThat(keyClient.secret()).isEmpty();
    assertThat(
            errors(
                registration.rotateSecret(
                    publicClient.client().clientId(), Optional.empty(), OPERATOR)))
        .containsExactly("client_secret client_secret_not_allowed");
  }

  @Test
  @DisplayName("may list openid, which is always permitted and stored without effect")
  void openidIsAccepted() {
    Done done = FIXTURE.create("scope", "openid read:billing");

    assertThat(done.client().metadata().allowedScopes()).containsExactly("read:billing");
    assertThat(done.client().mayUseScope("openid")).isTrue();
    assertThat(FIXTURE.create("scope", "openid").client().metadata().allowedScopes()).isEmpty();
  }

  @Test
  @DisplayName("keeps every registered member through the database")
  void everyMemberRoundTrips() {
    Done done =
        FIXTURE.create(
            "client_id", "everything",
            "application_type", "native",
            "logo_uri", "https://app.example/logo.png",
            "tos_uri", "https://app.example/tos",
            "policy_uri", "https://app.example/policy",
            "contacts", List.of("ops@app.example"),
            "post_logout_redirect_uris", List.of("https://app.example/bye"),
            "backchannel_logout_uri", "https://app.example/back",
            "backchannel_logout_session_required", true,
            "frontchannel_logout_uri", "https://app.example/front",
            "frontchannel_logout_session_required", true,
            "allowed_resources", List.of("https://api.example/"),
            "require_nonce", true,
            "consent_required", false,
            "par_policy", "required",
            "dpop_policy", "dpop",
            "security_profile", "none",
            "access_token_format", "opaque",
            "access_token_lifetime", 60,
            "refresh_token_lifetime", 600L,
            "id_token_lifetime", "61",
            "default_max_age", 0,
            "require_auth_time", true,
            "default_acr_values", List.of("urn:acr:1"),
            "id_token_signed_response_alg", "ES256",
            "access_token_signed_response_alg", "RS256",
            "authorization_signed_response_alg", "PS256",
            "authorization_encrypted_response_alg", "ECDH-ES",
            "authorization_encrypted_response_enc", "A256GCM",
            "introspection_scope", "audience",
            "resource_identifiers", List.of("https://api.example/"),
            "jwks_uri", "https://app.example/jwks",
            "backchannel_token_delivery_mode", "ping",
            "backchannel_client_notification_endpoint", "https://app.example/ciba",
            "backchannel_user_code_parameter", true,
            "max_delegation_depth", 5,
            "client_uri", "https://app.example/",
            "metadata", Map.of("team", "billing"));

    Client found = FIXTURE.store.find("everything").orElseThrow();
    assertThat(found).isEqualTo(done.client());
    assertThat(found.metadata().introspectionScope())
        .isEqualTo(ClientMetadata.IntrospectionScope.AUDIENCE);
    assertThat(found.metadata().refreshTokenLifetime()).isEqualTo(600);
    assertThat(found.metadata().postLogoutRedirectUris())
        .as("slip 17: post-logout URIs survive creation")
        .containsExactly("https://app.example/bye");
    assertThat(found.extra())
        .containsEntry("team", "billing")
        .containsEntry("client_uri", "https://app.example/");
  }

  @Test
  @DisplayName("cannot take a client_id twice, nor choose one that is not visible ASCII")
  void clientIds() {
    FIXTURE.create("client_id", "billing");

    assertThat(errors(registration.create(webApp("client_id", "billing"), OPERATOR)))
        .containsExactly("client_id already_taken");
    assertThat(errors(registration.create(webApp("client_id", "a b"), OPERATOR)))
        .containsExactly("client_id invalid_client_id");
    assertThat(errors(registration.create(webApp("client_id", "x".repeat(256)), OPERATOR)))
        .containsExactly("client_id invalid_client_id");
  }

  @Test
  @DisplayName("changes what is named and nothing else, with the names as evidence")
  void update() {
    String id = FIXTURE.create("contacts", List.of("a@app.example")).client().clientId();

    Done done =
        done(registration.update(id, 0, Map.of("name", "New", "par_policy", "required"), OPERATOR));

    assertThat(done.client().metadata().name()).isEqualTo("New");
    assertThat(done.client().metadata().contacts()).containsExactly("a@app.example");
    assertThat(FIXTURE.store.find(id)).contains(done.client());
    assertThat(FIXTURE.auditActions()).containsExactly("client_created", "client_updated");
    assertThat(
            FIXTURE.test.text(
                "SELECT metadata->'fields' FROM {audit_events} WHERE action = 'client_updated'"))
        .isEqualTo("[\"name\", \"par_policy\"]");
  }

  @Test
  @DisplayName("with a stale version is told that somebody else changed the client")
  void staleUpdate() {
    String id = FIXTURE.create().client().clientId();
    done(registration.update(id, 0, Map.of("name", "first"), OPERATOR));

    assertThat(registration.update(id, 0, Map.of("name", "second"), OPERATOR))
        .isInstanceOf(Stale.class);
    assertThat(FIXTURE.store.find(id).orElseThrow().metadata().name()).isEqualTo("first");
    assertThat(registration.update("nobody", 0, Map.of(), OPERATOR))
        .isInstanceOf(UnknownClient.class);
  }

  @Test
  @DisplayName("gets immutable_field for each member that cannot change, and nothing changes")
  void immutable() {
    String id = FIXTURE.create().client().clientId();

    List<String> errors =
        errors(
            registration.update(
                id,
                0,
                Map.ofEntries(
                    Map.entry("client_id", "other"),
                    Map.entry("client_type", "public"),
                    Map.entry("token_endpoint_auth_method", "client_secret_post"),
                    Map.entry("pkce_required", false),
                    Map.entry("subject_type", "pairwise"),
                    Map.entry("grant_types", List.of("authorization_code")),
                    Map.entry("allowed_response_types", List.of()),
                    Map.entry("client_secret_hash", "x"),
                    Map.entry("active", false),
                    Map.entry("disabled_at", "x"),
                    Map.entry("disabled_by", "x"),
                    Map.entry("last_secret_rotated_at", "x"),
                    Map.entry("provenance", "x"),
                    Map.entry("name", "New")),
                OPERATOR));

    assertThat(errors.stream().filter(e -> e.endsWith(" immutable_field")))
        .extracting(e -> e.split(" ", -1)[0])
        .containsExactlyInAnyOrder(
            "client_id",
            "client_type",
            "token_endpoint_auth_method",
            "pkce_required",
            "subject_type",
            "allowed_grant_types",
            "allowed_response_types",
            "client_secret_hash",
            "active",
            "disabled_at",
            "disabled_by",
            "last_secret_rotated_at",
            "provenance");
    assertThat(FIXTURE.store.find(id).orElseThrow().metadata().name()).isEqualTo("Reports");
    assertThat(done(registration.update(id, 0, Map.of("client_type", "confidential"), OPERATOR)))
        .as("naming the value that holds is no change")
        .isNotNull();
  }

  @Test
  @DisplayName("resets session_required by clearing a logout URI")
  void clearingLogoutUri() {
    String id =
        FIXTURE
            .create(
                "backchannel_logout_uri",
                "https://app.example/back",
                "backchannel_logout_session_required",
                true)
            .client()
            .clientId();

    Done done = done(registration.update(id, 0, Map.of("backchannel_logout_uri", ""), OPERATOR));

    assertThat(done.client().metadata().backchannelLogoutUri()).isNull();
    assertThat(done.client().metadata().backchannelLogoutSessionRequired()).isFalse();
  }

  @Test
  @DisplayName("may still change a client that stricter policy would no longer admit")
  void oldProblemsDoNotBlock() {
    String id = FIXTURE.create().client().clientId();
    FIXTURE.policy =
        FIXTURE.policy.withSecurityProfile(dev.lockspire.policy.SecurityProfile.FAPI_2_0_SECURITY);
    try {
      assertThat(registration.update(id, 0, Map.of("name", "New"), OPERATOR))
          .isInstanceOf(Done.class);
      assertThat(errors(registration.create(webApp(), OPERATOR)))
          .containsExactly(
              "token_endpoint_auth_method invalid_token_endpoint_auth_method"
                  + " incompatible_with_fapi_2_0");
    } finally {
      FIXTURE.policy = dev.lockspire.policy.ServerPolicy.defaults();
    }
  }

  @Test
  @DisplayName("32 Secret rotation: rotates, and the old secret stops at once")
  void rotation() {
    Done created = FIXTURE.create();
    String id = created.client().clientId();

    Done rotated = done(registration.rotateSecret(id, Optional.empty(), OPERATOR));

    StoredSecrets stored = FIXTURE.store.find(id).orElseThrow().secrets();
    assertThat(FIXTURE.secrets.verify(stored, created.secret().orElseThrow().reveal()))
        .isEqualTo(ClientSecrets.Verdict.WRONG);
    assertThat(FIXTURE.secrets.verify(stored, rotated.secret().orElseThrow().reveal()))
        .isEqualTo(ClientSecrets.Verdict.MATCHES);
    assertThat(stored.rotatedAt()).isEqualTo(FIXTURE.now);
    assertThat(FIXTURE.auditActions()).containsExactly("client_created", "client_secret_rotated");
  }

  @Test
  @DisplayName("rotates with an overlap, in which both secrets are good until it ends")
  void rotationWithOverlap() {
    Done created = FIXTURE.create();
    String id = created.client().clientId();
    Done rotated = done(registration.rotateSecret(id, Optional.of(Duration.ofHours(1)), OPERATOR));
    StoredSecrets stored = FIXTURE.store.find(id).orElseThrow().secrets();
    String old = created.secret().orElseThrow().reveal();
    String fresh = rotated.secret().orElseThrow().reveal();

    assertThat(FIXTURE.secrets.verify(stored, old)).isEqualTo(ClientSecrets.Verdict.MATCHES);
    assertThat(FIXTURE.secrets.verify(stored, fresh)).isEqualTo(ClientSecrets.Verdict.MATCHES);
    Instant before = FIXTURE.now;
    FIXTURE.advance(Duration.ofHours(1));
    assertThat(FIXTURE.secrets.verify(stored, old)).isEqualTo(ClientSecrets.Verdict.WRONG);
    assertThat(FIXTURE.secrets.verify(stored, fresh)).isEqualTo(ClientSecrets.Verdict.MATCHES);
    FIXTURE.now = before;
    assertThat(errors(registration.rotateSecret(id, Optional.of(Duration.ofDays(31)), OPERATOR)))
        .containsExactly("overlap invalid_overlap 0 to 30 days");
  }

  @Test
  @DisplayName("rotating many times at once loses none: exactly one secret is good at the end")
  void concurrentRotation() throws Exception {
    String id = FIXTURE.create().client().clientId();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      Callable<Done> rotate = () -> done(registration.rotateSecret(id, Optional.empty(), OPERATOR));
      List<Future<Done>> all = threads.invokeAll(java.util.Collections.nCopies(12, rotate));
      StoredSecrets stored = FIXTURE.store.find(id).orElseThrow().secrets();
      int good = 0;
      for (Future<Done> one : all) {
        String secret = one.get().secret().orElseThrow().reveal();
        if (FIXTURE.secrets.verify(stored, secret) == ClientSecrets.Verdict.MATCHES) {
          good++;
        }
      }
      assertThat(good).isEqualTo(1);
      assertThat(registration.find(id).orElseThrow().version()).isEqualTo(12);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("18 Disabled client (B): disabling revokes its live tokens and nobody else's")
  void disable() {
    String id = FIXTURE.create().client().clientId();
    token("live", id, "now() + interval '100 years'");
    token("expired", id, "'2025-01-01'");
    token("foreign", "other", "now() + interval '100 years'");

    Done disabled = done(registration.disable(id, OPERATOR));

    assertThat(disabled.client().active()).isFalse();
    assertThat(FIXTURE.test.texts("SELECT token_hash FROM {tokens} WHERE revoked_at IS NOT NULL"))
        .containsExactly("live");
    RegisteredClient details = registration.find(id).orElseThrow();
    assertThat(details.disabledBy()).contains("ops");
    assertThat(details.disabledAt()).contains(FIXTURE.now);
    done(registration.disable(id, OPERATOR));
    done(registration.enable(id, OPERATOR));
    assertThat(registration.find(id).orElseThrow().disabledAt()).isEmpty();
    assertThat(FIXTURE.auditActions())
        .containsExactly("client_created", "client_disabled", "client_enabled");
    assertThat(registration.disable("nobody", OPERATOR)).isInstanceOf(UnknownClient.class);
  }

  @Test
  @Timeout(30)
  @DisplayName("a token that was being made while its client was disabled never comes to life")
  void disableWhileMinting() throws Exception {
    String id = FIXTURE.create().client().clientId();
    CountDownLatch inserted = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> minting =
          thread.submit(
              () ->
                  FIXTURE
                      .test
                      .database()
                      .transaction(
                          transaction -> {
                            String sql =
                                "INSERT INTO {tokens} (token_hash, token_type, client_id, issued_at,"
                                    + " expires_at) VALUES ('late', 'access_token', ?, now(),"
                                    + " now() + interval '100 years')";
                            transaction
                                .statements()
                                .execute(FIXTURE.test.database().sql(sql), bind -> bind.text(id));
                            inserted.countDown();
                            return waitFor(commit);
                          }));
      assertThat(inserted.await(10, TimeUnit.SECONDS)).isTrue();
      done(registration.disable(id, OPERATOR));
      commit.countDown();
      minting.get(10, TimeUnit.SECONDS);
    } finally {
      thread.shutdownNow();
    }

    done(registration.enable(id, OPERATOR));

    assertThat(FIXTURE.test.texts("SELECT token_hash FROM {tokens} WHERE revoked_at IS NULL"))
        .isEmpty();
  }

  private static boolean waitFor(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("changes nothing when the evidence cannot be written")
  void noChangeWithoutEvidence() {
    String id = FIXTURE.create().client().clientId();
    FIXTURE.test.execute("ALTER TABLE {audit_events} RENAME COLUMN action TO hidden");
    try {
      assertThatThrownBy(() -> registration.disable(id, OPERATOR))
          .isInstanceOf(dev.lockspire.storage.StorageFailure.class);
      assertThat(FIXTURE.store.find(id).orElseThrow().active()).isTrue();
    } finally {
      FIXTURE.test.execute("ALTER TABLE {audit_events} RENAME COLUMN hidden TO action");
    }
  }

  @Test
  @DisplayName("is refused with every problem at once, and only names are told")
  void allProblemsAtOnce() {
    assertThat(
            errors(
                registration.create(
                    Map.of(
                        "client_type",
                        "secretive",
                        "redirect_uris",
                        List.of("https://a.example/#x", "ftp://a.example"),
                        "scope",
                        "a/b",
                        "grant_types",
                        List.of("password"),
                        "response_types",
                        List.of("token"),
                        "access_token_lifetime",
                        0,
                        "pkce_requird",
                        false),
                    OPERATOR)))
        .containsExactlyInAnyOrder(
            "client_type invalid_client_type one of public, confidential",
            "pkce_requird unknown_member did you mean pkce_required?",
            "redirect_uris invalid_redirect_uri fragment_not_allowed",
            "redirect_uris invalid_redirect_uri invalid_scheme",
            "allowed_scopes invalid_scope malformed",
            "allowed_grant_types invalid_grant_type unsupported",
            "allowed_response_types invalid_response_type unsupported",
            "access_token_lifetime invalid_access_token_lifetime at least 1");
    assertThat(FIXTURE.told).singleElement().asString().startsWith("client.registration_rejected");
    assertThat(FIXTURE.test.text("SELECT count(*) FROM {clients}")).isEqualTo("0");
  }

  private static void token(String hash, String clientId, String expires) {
    FIXTURE.test.execute(
        "INSERT INTO {tokens} (token_hash, token_type, client_id, issued_at, expires_at) VALUES ('"
            + hash
            + "', 'access_token', '"
            + clientId
            + "', now(), "
            + expires
            + ")");
  }

  @Test
  @DisplayName(
      "empty text clears a member that has no column of its own, and is none from the start")
  void emptyText() {
    Client client =
        FIXTURE
            .create(
                "userinfo_signed_response_alg", "ES256", "introspection_signed_response_alg", "")
            .client();
    assertThat(client.extra())
        .containsEntry("userinfo_signed_response_alg", "ES256")
        .doesNotContainKey("introspection_signed_response_alg");

    int version = registration.find(client.clientId()).orElseThrow().version();
    Client changed =
        done(registration.update(
                client.clientId(), version, Map.of("userinfo_signed_response_alg", " "), OPERATOR))
            .client();
    assertThat(changed.extra()).doesNotContainKey("userinfo_signed_response_alg");
  }

  @Test
  @DisplayName("what this server is to sign needs an active key, when it is registered or changed")
  void noActiveKey() {
    FIXTURE.activeAlgorithms.retainAll(Set.of(SigningAlgorithm.ES256));

    try {
      assertThat(
              errors(
                  registration.create(
                      webApp(
                          "id_token_signed_response_alg", "PS256",
                          "access_token_signed_response_alg", "RS256",
                          "userinfo_signed_response_alg", "EdDSA",
                          "introspection_signed_response_alg", "ES256",
                          "authorization_signed_response_alg", "PS256"),
                      OPERATOR)))
          .containsExactlyInAnyOrder(
              "id_token_signed_response_alg no_active_key",
              "access_token_signed_response_alg no_active_key",
              "userinfo_signed_response_alg no_active_key",
              "authorization_signed_response_alg no_active_key");

      Client client = FIXTURE.create("id_token_signed_response_alg", "ES256").client();
      FIXTURE.activeAlgorithms.clear();
      int version = registration.find(client.clientId()).orElseThrow().version();
      assertThat(
              registration.update(
                  client.clientId(), version, Map.of("client_name", "Else"), OPERATOR))
          .as("what was registered before keeps nobody from changing the rest")
          .isInstanceOf(Done.class);
    } finally {
      FIXTURE.activeAlgorithms.addAll(EnumSet.allOf(SigningAlgorithm.class));
    }
  }
}
