package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.OLGA;
import static dev.lockspire.admin.AdminFixture.conflict;
import static dev.lockspire.admin.AdminFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.crypto.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tokens for operators")
class TokenAdminTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private final TokenAdmin tokens = FIXTURE.admin.tokens();

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
      "Tokens filter: reuse counts before revocation, that before the clock; codes are never listed")
  void statuses() {
    String past = "'2026-01-01T00:00:00Z'";
    long reused =
        FIXTURE.token("1", "refresh_token", "revoked_at, reuse_detected_at", past + ", " + past);
    long revoked = FIXTURE.token("2", "access_token", "revoked_at", past);
    long active = FIXTURE.token("3", "access_token", "", "");
    FIXTURE.token("code", "authorization_code", "", "");
    long expired = FIXTURE.token("4", "access_token", "", "");
    FIXTURE.test.execute("UPDATE {tokens} SET expires_at = " + past + " WHERE id = " + expired);

    assertThat(ids(TokenFilter.all())).containsExactly(expired, active, revoked, reused);
    assertThat(ids(status(TokenStatus.REUSE_DETECTED))).containsExactly(reused);
    assertThat(ids(status(TokenStatus.REVOKED))).containsExactly(revoked);
    assertThat(ids(status(TokenStatus.ACTIVE))).containsExactly(active);
    assertThat(ids(status(TokenStatus.EXPIRED))).containsExactly(expired);
    Count one = Count.exactly(1);
    assertThat(tokens.figures(TokenFilter.all()))
        .isEqualTo(new TokenFigures(one, one, one, one, Count.exactly(0)));
    assertThat(tokens.list(ListRequest.first(TokenFilter.all())).matching())
        .isEqualTo(Count.exactly(4));
    assertThat(ids(new TokenFilter(Optional.of("nobody"), Optional.empty(), Optional.empty())))
        .isEmpty();
  }

  @Test
  @DisplayName("details show handles, binding and session, and nothing of the token itself")
  void details() {
    long id =
        FIXTURE.token(
            "the-token", "access_token", "sid, cnf", "'session-1', '{\"jkt\": \"thumb\"}'");
    TokenDetails details = tokens.find(id).orElseThrow();

    assertThat(details.sid()).contains("session-1");
    assertThat(details.sessionHandle().orElseThrow()).matches("session_[0-9a-f]{12}");
    assertThat(details.binding()).isEqualTo(SenderBinding.DPOP);
    assertThat(details.advice()).isEqualTo(TokenAdvice.REVOKE_TOKEN_ONLY);
    assertThat(details.toString())
        .doesNotContain("the-token")
        .doesNotContain("thumb")
        .doesNotContain(dev.lockspire.crypto.Sha256.hex("the-token"));
    assertThat(tokens.find(FIXTURE.token("c", "authorization_code", "", ""))).isEmpty();
  }

  @Test
  @DisplayName(
      "Tokens family, advice: by generation, with what holds for all of it and the next step")
  void family() {
    long first = member("1", 0, "");
    long second = member("2", 1, "");
    assertThat(tokens.find(second).orElseThrow().advice())
        .isEqualTo(TokenAdvice.REVOKE_TOKEN_FIRST);
    FIXTURE.test.execute(
        "UPDATE {tokens} SET redeemed_at = now(), revoked_at = now(), reuse_detected_at = now()"
            + " WHERE id = "
            + first);

    TokenDetails details = tokens.find(second).orElseThrow();
    TokenFamily family = details.family().orElseThrow();
    assertThat(family.members()).extracting(TokenFamily.Member::id).containsExactly(first, second);
    assertThat(family.members())
        .extracting(TokenFamily.Member::current)
        .containsExactly(false, true);
    assertThat(family.status()).isEqualTo(TokenStatus.REUSE_DETECTED);
    assertThat(family.active()).isEqualTo(1);
    assertThat(family.unrevoked()).isEqualTo(1);
    assertThat(family.complete()).isTrue();
    assertThat(details.advice()).isEqualTo(TokenAdvice.REVOKE_FAMILY);

    assertThat(ok(tokens.revokeFamily(second, Confirmation.of(second), OLGA))).isEqualTo(1);
    assertThat(ok(tokens.revokeFamily(second, Confirmation.of(second), OLGA))).isZero();
    assertThat(tokens.find(second).orElseThrow().advice()).isEqualTo(TokenAdvice.NONE);
    assertThat(FIXTURE.evidence()).containsExactly("token_family_revoked olga fam");
  }

  @Test
  @DisplayName("Tokens revoke: once; an expired one and one without family are refused by name")
  void revoke() {
    long id = FIXTURE.token("t", "access_token", "", "");
    Confirmation yes = Confirmation.of(id);

    assertThat(ok(tokens.revoke(id, yes, OLGA)).summary().status()).isEqualTo(TokenStatus.REVOKED);
    ok(tokens.revoke(id, yes, OLGA));
    assertThat(FIXTURE.evidence()).containsExactly("token_revoked olga " + id);
    assertThat(FIXTURE.told).containsExactly("token.revoked");
    assertThat(conflict(tokens.revokeFamily(id, yes, OLGA))).isEqualTo("no_family");

    long old = FIXTURE.token("old", "access_token", "", "");
    FIXTURE.advance(Duration.ofHours(2));
    assertThat(conflict(tokens.revoke(old, Confirmation.of(old), OLGA))).isEqualTo("expired");
    assertThat(tokens.revoke(77, Confirmation.of(77), OLGA))
        .isInstanceOf(AdminResult.NotFound.class);
  }

  @Test
  @DisplayName("a pasted token is found by its digest; a code, a stranger and a book are not")
  void findByValue() {
    long id = FIXTURE.token("eyJ.a.b", "access_token", "", "");
    FIXTURE.token("code", "authorization_code", "", "");

    assertThat(tokens.findByValue(Secret.of(" eyJ.a.b\n"))).contains(id);
    assertThat(tokens.findByValue(Secret.of("code"))).isEmpty();
    assertThat(tokens.findByValue(Secret.of("other"))).isEmpty();
    assertThat(tokens.findByValue(Secret.of(""))).isEmpty();
    assertThat(tokens.findByValue(Secret.of("a".repeat(100_000)))).isEmpty();
  }

  @Test
  @DisplayName("everything of a client is ended in batches, each with its evidence")
  void revokeAllOfClient() {
    FIXTURE.test.execute(
        "INSERT INTO {tokens} (token_hash, token_type, client_id, issued_at, expires_at)"
            + " SELECT 'h' || i, 'access_token', CASE WHEN i <= 4500 THEN 'app' ELSE 'other' END,"
            + " '2026-03-01T12:00:00Z', '2026-03-01T13:00:00Z' FROM generate_series(1, 4600) i");
    TokenOwner owner = new TokenOwner.OfClient("app");
    assertThat(tokens.countLive(owner)).isEqualTo(Count.exactly(4500));

    assertThat(ok(tokens.revokeAll(owner, Confirmation.of("app"), OLGA))).isEqualTo(4500);
    assertThat(ok(tokens.revokeAll(owner, Confirmation.of("app"), OLGA))).isZero();

    assertThat(FIXTURE.test.text("SELECT count(*) FROM {tokens} WHERE revoked_at IS NULL"))
        .isEqualTo("100");
    assertThat(FIXTURE.evidence())
        .containsExactly(
            "tokens_revoked olga app", "tokens_revoked olga app", "tokens_revoked olga app");
    assertThat(
            FIXTURE.test.text("SELECT sum((metadata->>'revoked_tokens')::int) FROM {audit_events}"))
        .isEqualTo("4500");
  }

  @Test
  @DisplayName("everything of a person or of a session is ended, codes included")
  void revokeAllOfPerson() {
    long code = FIXTURE.token("c", "authorization_code", "sid", "'s1'");
    long one = FIXTURE.token("1", "refresh_token", "sid", "'s1'");
    long two = FIXTURE.token("2", "refresh_token", "sid", "'s2'");

    assertThat(ok(tokens.revokeAll(new TokenOwner.Session("s1"), Confirmation.of("s1"), OLGA)))
        .isEqualTo(2);
    assertThat(live()).containsExactly(Long.toString(two));
    assertThat(ok(tokens.revokeAll(new TokenOwner.Account("ann"), Confirmation.of("ann"), OLGA)))
        .isEqualTo(1);
    assertThat(live()).isEmpty();
    assertThat(List.of(code, one)).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("rare tokens far back are reached page by page, each of bounded cost")
  void farBack() {
    int look = 500;
    TokenInventory few = new TokenInventory(FIXTURE.foundation, look);
    long oldest = FIXTURE.token("1", "access_token", "revoked_at", "now()");
    FIXTURE.test.execute(
        "INSERT INTO {tokens} (token_hash, token_type, client_id, issued_at, expires_at)"
            + " SELECT 'h' || i, 'access_token', 'app', now(), '2026-01-01'"
            + " FROM generate_series(1, "
            + (2 * look + 100)
            + ") i");
    long newest = FIXTURE.token("2", "access_token", "", "");
    ListRequest<TokenFilter> request = ListRequest.first(status(TokenStatus.REVOKED));

    Listing<TokenSummary> page = few.page(request);
    int pages = 1;
    while (page.isEmpty()) {
      page = few.page(request.at(Position.parse(page.next().orElseThrow().text())));
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(page.rows()).extracting(TokenSummary::id).containsExactly(oldest);
    assertThat(page.next()).isEmpty();

    ListRequest<TokenFilter> active = ListRequest.first(status(TokenStatus.ACTIVE));
    Listing<TokenSummary> back = few.page(active.at(Position.last()));
    while (back.isEmpty()) {
      back = few.page(active.at(back.previous().orElseThrow()));
    }
    assertThat(back.rows()).extracting(TokenSummary::id).containsExactly(newest);
    assertThat(back.previous()).isEmpty();
    assertThat(ids(status(TokenStatus.ACTIVE))).containsExactly(newest);
    assertThat(few.page(request.at(Position.last())).rows())
        .extracting(TokenSummary::id)
        .containsExactly(oldest);
  }

  private static List<String> live() {
    return FIXTURE.test.texts("SELECT id FROM {tokens} WHERE revoked_at IS NULL ORDER BY id");
  }

  private static long member(String value, int generation, String more) {
    return FIXTURE.token(
        value, "refresh_token", "family_id, generation", "'fam', " + generation + more);
  }

  private static TokenFilter status(TokenStatus status) {
    return new TokenFilter(Optional.empty(), Optional.empty(), Optional.of(status));
  }

  private List<Long> ids(TokenFilter filter) {
    return tokens.list(ListRequest.first(filter)).rows().stream().map(TokenSummary::id).toList();
  }
}
