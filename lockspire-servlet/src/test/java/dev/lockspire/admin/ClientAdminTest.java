package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.OLGA;
import static dev.lockspire.admin.AdminFixture.conflict;
import static dev.lockspire.admin.AdminFixture.errors;
import static dev.lockspire.admin.AdminFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.Client;
import dev.lockspire.client.ClientSecrets;
import dev.lockspire.policy.ParPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Clients for operators")
class ClientAdminTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private final ClientAdmin clients = FIXTURE.admin.clients();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  @Test
  @DisplayName(
      "a created client has an id of its own, one plain secret, and the operator's name on it")
  void create() {
    ClientSecret created = FIXTURE.client();

    assertThat(created.clientId()).matches("ls_[A-Za-z0-9_-]{32}");
    assertThat(created.secret()).isPresent();
    assertThat(FIXTURE.evidence()).containsExactly("client_created olga " + created.clientId());
    assertThat(FIXTURE.told).contains("client.created", "client.registration_succeeded");
    ClientWorkspace workspace = clients.find(created.clientId()).orElseThrow();
    assertThat(workspace.createdBy()).contains("olga");
    assertThat(workspace.toString()).doesNotContain(created.secret().get().reveal());
  }

  @Test
  @DisplayName("a public client is created without a secret")
  void createPublic() {
    assertThat(FIXTURE.client("token_endpoint_auth_method", "none").secret()).isEmpty();
  }

  @Test
  @DisplayName("Client create: all validation reasons are told at once and nothing is created")
  void createInvalid() {
    AdminResult<ClientSecret> result =
        clients.create(
            AdminFixture.webApp(
                "redirect_uris", List.of("https://app.example/*"), "scope", "a b\u00e9"),
            OLGA);

    assertThat(errors(result))
        .contains("redirect_uris: invalid_redirect_uri", "allowed_scopes: invalid_scope");
    assertThat(clients.total()).isEqualTo(Count.exactly(0));
    assertThat(FIXTURE.evidence()).isEmpty();
  }

  @Test
  @DisplayName("other subjects need a confirmation, and are not among what an edit may change")
  void subjects() {
    String clientId = FIXTURE.client().clientId();
    FIXTURE.forgetEvidence();
    Map<String, Object> pairwise = Map.of("subject_type", "pairwise");

    assertThat(errors(clients.changeSubjects(clientId, 0, pairwise, Confirmation.missing(), OLGA)))
        .containsExactly("confirm: not_confirmed");
    assertThat(errors(clients.update(clientId, 0, pairwise, OLGA)))
        .containsExactly("subject_type: immutable_field");
    ClientWorkspace after =
        ok(clients.changeSubjects(clientId, 0, pairwise, Confirmation.of(clientId), OLGA));

    assertThat(after.metadata().sector()).contains("app.example");
    assertThat(FIXTURE.evidence())
        .containsExactly(
            "client_updated olga " + clientId, "client_subjects_changed olga " + clientId);
    assertThat(
            conflict(
                clients.changeSubjects(
                    clientId,
                    0,
                    Map.of("subject_type", "public"),
                    Confirmation.of(clientId),
                    OLGA)))
        .isEqualTo("stale");
  }

  @Test
  @DisplayName("a FAPI profile of one client needs keys that can bear it")
  void profileNeedsKeys() {
    String clientId = FIXTURE.client().clientId();
    assertThat(
            errors(
                clients.update(clientId, 0, Map.of("security_profile", "fapi_2_0_security"), OLGA)))
        .containsExactly(
            "token_endpoint_auth_method: invalid_token_endpoint_auth_method",
            "security_profile: missing_compliant_active_key",
            "security_profile: missing_compliant_publishable_key");
  }

  @Test
  @DisplayName(
      "Client edit: a change names its fields in the evidence; a stale save changes nothing")
  void update() {
    String clientId = FIXTURE.client().clientId();
    ClientWorkspace before = clients.find(clientId).orElseThrow();
    FIXTURE.forgetEvidence();

    ClientWorkspace after =
        ok(clients.update(clientId, before.version(), Map.of("name", "Invoices"), OLGA));
    assertThat(after.name()).isEqualTo("Invoices");
    assertThat(after.metadata().redirectUris()).isEqualTo(before.metadata().redirectUris());
    assertThat(FIXTURE.evidence()).containsExactly("client_updated olga " + clientId);
    assertThat(FIXTURE.test.text("SELECT metadata->>'fields' FROM {audit_events}"))
        .isEqualTo("[\"name\"]");

    AdminResult<ClientWorkspace> stale =
        clients.update(clientId, before.version(), Map.of("name", "Lost"), OLGA);
    assertThat(conflict(stale)).isEqualTo("stale");
    assertThat(clients.find(clientId).orElseThrow().name()).isEqualTo("Invoices");
  }

  @Test
  @DisplayName("Client edit: mutable and immutable sets; what is fixed at creation stays as it is")
  void immutable() {
    String clientId = FIXTURE.client().clientId();
    ClientWorkspace before = clients.find(clientId).orElseThrow();
    Map<String, Object> fixed =
        Map.ofEntries(
            Map.entry("client_id", "another"),
            Map.entry("client_type", "public"),
            Map.entry("token_endpoint_auth_method", "client_secret_post"),
            Map.entry("pkce_required", false),
            Map.entry("subject_type", "pairwise"),
            Map.entry("allowed_grant_types", List.of("client_credentials")),
            Map.entry("allowed_response_types", List.of()),
            Map.entry("provenance", "self_registered"));
    fixed.forEach(
        (field, value) -> {
          AdminResult<ClientWorkspace> result =
              clients.update(clientId, before.version(), Map.of(field, value), OLGA);
          assertThat(errors(result)).as(field).contains(field + ": immutable_field");
        });
    for (String unknown :
        List.of("client_secret_hash", "active", "disabled_at", "last_secret_rotated_at")) {
      assertThat(clients.update(clientId, before.version(), Map.of(unknown, "x"), OLGA))
          .as(unknown)
          .isInstanceOf(AdminResult.Invalid.class);
    }
    assertThat(clients.find(clientId)).contains(before);
  }

  @Test
  @DisplayName("redirect URIs, post-logout URIs, scopes and lifetimes are replaced in their order")
  void focusedEdits() {
    String clientId = FIXTURE.client().clientId();
    List<String> uris =
        List.of("https://b.example/cb", "https://a.example/cb", "https://b.example/cb");
    ClientWorkspace now = ok(clients.replaceRedirectUris(clientId, 0, uris, OLGA));
    assertThat(now.metadata().redirectUris())
        .containsExactly("https://b.example/cb", "https://a.example/cb");
    now = ok(clients.replacePostLogoutRedirectUris(clientId, now.version(), uris, OLGA));
    assertThat(now.metadata().postLogoutRedirectUris()).hasSize(2);
    now = ok(clients.replaceScopes(clientId, now.version(), List.of("z", "a"), OLGA));
    assertThat(now.metadata().allowedScopes()).containsExactly("z", "a");
    ClientLifetimes lifetimes =
        new ClientLifetimes(Optional.of(60), Optional.empty(), Optional.of(90));
    now = ok(clients.replaceLifetimes(clientId, now.version(), lifetimes, OLGA));
    assertThat(now.metadata().accessTokenLifetime()).isEqualTo(60);
    assertThat(now.metadata().refreshTokenLifetime()).isNull();
    assertThat(errors(clients.replaceScopes(clientId, now.version(), List.of(), OLGA)))
        .containsExactly("allowed_scopes: invalid_scope");
  }

  @Test
  @DisplayName("a rotated secret leaves the old one good for the overlap, or until it is ended")
  void rotateWithOverlap() {
    ClientSecret created = FIXTURE.client();
    String clientId = created.clientId();
    Confirmation yes = Confirmation.of(clientId);
    FIXTURE.forgetEvidence();

    ClientSecret rotated = ok(clients.rotateSecret(clientId, Duration.ofDays(1), yes, OLGA));
    assertThat(verdict(clientId, created)).isEqualTo(ClientSecrets.Verdict.MATCHES);
    assertThat(verdict(clientId, rotated)).isEqualTo(ClientSecrets.Verdict.MATCHES);
    assertThat(clients.find(clientId).orElseThrow().credentials().overlapEndsAt())
        .contains(FIXTURE.now.plus(Duration.ofDays(1)));

    ok(clients.endOverlap(clientId, yes, OLGA));
    assertThat(verdict(clientId, created)).isEqualTo(ClientSecrets.Verdict.WRONG);
    assertThat(verdict(clientId, rotated)).isEqualTo(ClientSecrets.Verdict.MATCHES);
    assertThat(errors(clients.endOverlap(clientId, yes, OLGA)))
        .containsExactly("overlap: no_overlap");
    assertThat(FIXTURE.evidence())
        .containsExactly(
            "client_secret_rotated olga " + clientId,
            "client_secret_overlap_ended olga " + clientId);
  }

  @Test
  @DisplayName(
      "Secret rotation: without overlap the old one fails at once; a public client has none")
  void rotate() {
    ClientSecret created = FIXTURE.client();
    Confirmation yes = Confirmation.of(created.clientId());
    ok(clients.rotateSecret(created.clientId(), Duration.ZERO, yes, OLGA));
    assertThat(verdict(created.clientId(), created)).isEqualTo(ClientSecrets.Verdict.WRONG);

    String open = FIXTURE.client("token_endpoint_auth_method", "none").clientId();
    assertThat(errors(clients.rotateSecret(open, Duration.ZERO, Confirmation.of(open), OLGA)))
        .containsExactly("client_secret: client_secret_not_allowed");
  }

  @Test
  @DisplayName(
      "disabling and enabling name the operator, once each however often they are asked for")
  void disableAndEnable() {
    String clientId = FIXTURE.client().clientId();
    Confirmation yes = Confirmation.of(clientId);
    FIXTURE.forgetEvidence();

    ClientWorkspace disabled = ok(clients.disable(clientId, yes, OLGA));
    ok(clients.disable(clientId, yes, OLGA));
    assertThat(disabled.disabledBy()).contains("olga");
    ClientWorkspace enabled = ok(clients.enable(clientId, yes, OLGA));
    ok(clients.enable(clientId, yes, OLGA));

    assertThat(enabled.disabledAt()).isEmpty();
    assertThat(FIXTURE.evidence())
        .containsExactly("client_disabled olga " + clientId, "client_enabled olga " + clientId);
    assertThat(clients.disable("nobody", Confirmation.of("nobody"), OLGA))
        .isInstanceOf(AdminResult.NotFound.class);
  }

  @Test
  @DisplayName("the posture shows the server's value, the client's own, and the one that counts")
  void posture() {
    String clientId = FIXTURE.client("par_policy", "optional").clientId();
    ok(FIXTURE.admin.policy().putPar(ParPolicy.REQUIRED, OLGA));

    ClientPosture posture = clients.find(clientId).orElseThrow().posture();
    assertThat(posture.par())
        .isEqualTo(new ClientPosture.Setting("required", "optional", "optional"));
    assertThat(posture.dpop()).isEqualTo(new ClientPosture.Setting("bearer", "inherit", "bearer"));
    assertThat(posture.accessTokenFormat().inherits()).isTrue();
    assertThat(posture.mixedMode()).isFalse();
  }

  @Test
  @DisplayName("Client list filters: by text with % and _ as they are, by status and by provenance")
  void inventory() {
    FIXTURE.client("client_id", "c1", "client_name", "beta");
    FIXTURE.client("client_id", "c3", "client_name", "Alpha");
    FIXTURE.client("client_id", "c2", "client_name", "alpha");
    FIXTURE.client("client_id", "100%_sure", "client_name", "");
    ok(clients.disable("c1", Confirmation.of("c1"), OLGA));

    assertThat(ids(ClientFilter.all())).containsExactly("100%_sure", "c2", "c3", "c1");
    assertThat(ids(filter("ALPH"))).containsExactly("c2", "c3");
    assertThat(ids(filter("%_"))).containsExactly("100%_sure");
    assertThat(ids(filter("c_"))).isEmpty();
    assertThat(ids(new ClientFilter("", Optional.of(false), Optional.empty())))
        .containsExactly("c1");
    assertThat(
            ids(
                new ClientFilter(
                    "", Optional.empty(), Optional.of(Client.Provenance.SELF_REGISTERED))))
        .isEmpty();
    assertThat(clients.list(ListRequest.first(filter("alpha"))).matching())
        .isEqualTo(Count.exactly(2));
  }

  @Test
  @DisplayName("Client list paging, empty state: 0, 1 and 10 000 rows, each page in under 300 ms")
  void sizes() {
    ListRequest<ClientFilter> request = ListRequest.first(ClientFilter.all());
    Listing<ClientSummary> none = clients.list(request);
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.next()).isEmpty();
    assertThat(none.matching()).isEqualTo(Count.exactly(0));

    FIXTURE.client("client_id", "only");
    Listing<ClientSummary> one = clients.list(request);
    assertThat(one.rows()).extracting(ClientSummary::clientId).containsExactly("only");
    assertThat(one.last()).isEmpty();

    FIXTURE.test.execute(
        "INSERT INTO {clients} (client_id, name, client_type, token_endpoint_auth_method)"
            + " SELECT 'c' || i, 'App ' || i, 'public', 'none' FROM generate_series(1, 9999) i");
    FIXTURE.test.execute("ANALYZE {clients}");
    assertThat(clients.list(request).matching()).isEqualTo(Count.exactly(10_000));
    for (Position place : List.of(Position.first(), Position.last())) {
      assertThat(fastest(request.at(place))).isLessThan(Duration.ofMillis(300));
    }
    assertThat(fastest(ListRequest.first(filter("p 99")))).isLessThan(Duration.ofMillis(300));
  }

  /** Of five, because other work of the machine is none of the list's. */
  private Duration fastest(ListRequest<ClientFilter> request) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = System.nanoTime();
      assertThat(clients.list(request).rows()).isNotEmpty();
      best = Math.min(best, System.nanoTime() - before);
    }
    return Duration.ofNanos(best);
  }

  @Test
  @DisplayName("Client list paging: forth and back through every client exactly once")
  void pages() {
    FIXTURE.test.execute(
        "INSERT INTO {clients} (client_id, name, client_type, token_endpoint_auth_method)"
            + " SELECT 'c' || i, 'App ' || (i / 3), 'public', 'none' FROM generate_series(1, 57) i");
    ListRequest<ClientFilter> request = new ListRequest<>(ClientFilter.all(), 10, Position.first());
    List<String> forth = new ArrayList<>();
    Listing<ClientSummary> page = clients.list(request);
    assertThat(page.previous()).isEmpty();
    while (true) {
      page.rows().forEach(row -> forth.add(row.clientId()));
      if (page.next().isEmpty()) {
        break;
      }
      page = clients.list(request.at(Position.parse(page.next().get().text())));
    }
    assertThat(forth).hasSize(57).doesNotHaveDuplicates();

    List<String> back = new ArrayList<>();
    page = clients.list(request.at(Position.last()));
    while (true) {
      List<String> ids =
          new ArrayList<>(page.rows().stream().map(ClientSummary::clientId).toList());
      ids.addAll(back);
      back.clear();
      back.addAll(ids);
      if (page.previous().isEmpty()) {
        break;
      }
      page = clients.list(request.at(page.previous().get()));
    }
    assertThat(back).isEqualTo(forth);
  }

  private ClientSecrets.Verdict verdict(String clientId, ClientSecret made) {
    return FIXTURE.secrets.verify(
        FIXTURE.clients.find(clientId).orElseThrow().secrets(),
        made.secret().orElseThrow().reveal());
  }

  private static ClientFilter filter(String text) {
    return new ClientFilter(text, Optional.empty(), Optional.empty());
  }

  private List<String> ids(ClientFilter filter) {
    return clients.list(ListRequest.first(filter)).rows().stream()
        .map(ClientSummary::clientId)
        .toList();
  }
}
