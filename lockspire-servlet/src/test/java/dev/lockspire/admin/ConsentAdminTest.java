package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.OLGA;
import static dev.lockspire.admin.AdminFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.minting.TokenLookup;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Consents for operators")
class ConsentAdminTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private final ConsentAdmin consents = FIXTURE.admin.consents();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  @Test
  @DisplayName("Consents filter: newest first, by account, client and status, with their figures")
  void list() {
    long first = grant("ann", "app", "a,b");
    long second = grant("ann", "other", "b");
    long third = grant("bob", "app", "c");
    ok(consents.revoke(second, true, Confirmation.of(second), OLGA));

    assertThat(ids(ConsentFilter.all())).containsExactly(third, second, first);
    assertThat(ids(new ConsentFilter(Optional.of("ann"), Optional.empty(), Optional.of(true))))
        .containsExactly(first);
    assertThat(ids(new ConsentFilter(Optional.empty(), Optional.of("app"), Optional.empty())))
        .containsExactly(third, first);
    ConsentFigures figures = consents.figures(ConsentFilter.all());
    assertThat(figures)
        .isEqualTo(new ConsentFigures(Count.exactly(2), Count.exactly(1), Count.exactly(3)));
    ConsentSummary row = consents.list(ListRequest.first(ConsentFilter.all())).rows().get(0);
    assertThat(row.accountHandle()).startsWith("account_").doesNotContain("bob");
  }

  @Test
  @DisplayName(
      "Consents idempotent revoke: a grant takes its tokens along, once, and names the operator")
  void revoke() {
    long id = grant("ann", "app", "a");
    long token = FIXTURE.token("t", "access_token", "consent_grant_id", Long.toString(id));

    ConsentRevocation done = ok(consents.revoke(id, true, Confirmation.of(id), OLGA));
    ConsentRevocation again = ok(consents.revoke(id, true, Confirmation.of(id), OLGA));

    assertThat(done.revokedTokens()).isEqualTo(1);
    assertThat(done.alreadyRevoked()).isFalse();
    assertThat(again.alreadyRevoked()).isTrue();
    assertThat(again.grant().revokedBy()).contains("olga");
    assertThat(again.grant().revokedReason()).contains("operator_revoked");
    assertThat(FIXTURE.admin.tokens().find(token).orElseThrow().summary().status())
        .isEqualTo(TokenStatus.REVOKED);
    assertThat(FIXTURE.evidence()).containsExactly("consent_revoked olga " + id);
    assertThat(FIXTURE.told).containsExactly("consent.revoked");
    assertThat(consents.revoke(99, true, Confirmation.of(99), OLGA))
        .isInstanceOf(AdminResult.NotFound.class);
  }

  @Test
  @DisplayName(
      "Consents token option: revoked without its tokens, they stay good and its codes worthless")
  void leaveTokens() {
    long id = grant("ann", "app", "a");
    FIXTURE.token("t", "access_token", "consent_grant_id", Long.toString(id));
    FIXTURE.token("c", "authorization_code", "consent_grant_id", Long.toString(id));

    ok(consents.revoke(id, false, Confirmation.of(id), OLGA));

    TokenLookup lookup = new TokenLookup(FIXTURE.test.database());
    assertThat(lookup.find("t").orElseThrow().isLive(FIXTURE.now)).isTrue();
    assertThat(lookup.find("c").orElseThrow().isLive(FIXTURE.now)).isFalse();
    assertThat(FIXTURE.test.text("SELECT metadata->>'tokens_left' FROM {audit_events}"))
        .isEqualTo("true");
  }

  @Test
  @DisplayName(
      "Consents: the list shows the types of authorization details, the detail all of them; no log")
  void details() {
    long id = grant("ann", "app", "a");
    FIXTURE.test.execute(
        "UPDATE {consent_grants} SET authorization_details ="
            + " '[{\"type\": \"payment\", \"iban\": \"DE00\", \"password\": \"swordfish\"}]'");
    ConsentDetails found = consents.find(id).orElseThrow();
    assertThat(
            consents
                .list(ListRequest.first(ConsentFilter.all()))
                .rows()
                .get(0)
                .authorizationDetailTypes())
        .containsExactly("payment");
    assertThat(found.summary().authorizationDetailTypes()).containsExactly("payment");
    assertThat(found.authorizationDetails().toPrettyJson())
        .isEqualTo("[\n  {\n    \"iban\": \"DE00\",\n    \"type\": \"payment\"\n  }\n]");
    assertThat(found.toString()).doesNotContain("DE00");
  }

  private static long grant(String account, String client, String scopes) {
    return Long.parseLong(
        FIXTURE.test.text(
            "INSERT INTO {consent_grants} (account_id, client_id, scopes, granted_at) VALUES ('"
                + account
                + "', '"
                + client
                + "', string_to_array('"
                + scopes
                + "', ','), '"
                + FIXTURE.now
                + "') RETURNING id"));
  }

  private java.util.List<Long> ids(ConsentFilter filter) {
    return consents.list(ListRequest.first(filter)).rows().stream()
        .map(ConsentSummary::id)
        .toList();
  }
}
