package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.OLGA;
import static dev.lockspire.admin.AdminFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.crypto.Sha256;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A list that leaves the console as a file")
class ListExportTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private final LockspireAdmin admin = FIXTURE.admin;
  private final StringWriter out = new StringWriter();

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
      "holds tokens as the screen shows them: handles, no account, no client_id, no digest")
  void tokens() {
    FIXTURE.token("secret-value", "access_token", "", "");
    TokenFilter ofAnn =
        new TokenFilter(Optional.of("ann"), Optional.empty(), Optional.of(TokenStatus.ACTIVE));
    TokenSummary shown = admin.tokens().list(ListRequest.first(ofAnn)).rows().get(0);

    assertThat(ok(admin.tokens().export(ofAnn, ExportFormat.CSV, out, OLGA))).isEqualTo(1);
    assertThat(out.toString())
        .contains(shown.handle(), shown.clientHandle(), shown.accountHandle().orElseThrow())
        .contains("\"access_token\",\"active\"", shown.expiresAt().toString())
        .doesNotContain("\"ann\"", Sha256.hex("secret-value"), "secret-value");
    assertThat(FIXTURE.test.text("SELECT metadata->>'filtered_by' FROM {audit_events}"))
        .isEqualTo("[\"account\", \"status\"]");
  }

  @Test
  @DisplayName("holds clients, consents, interactions and refusals, each recorded by its name")
  void lists() {
    FIXTURE.client("client_id", "reports", "client_name", "=cmd()");
    FIXTURE.client("client_id", "other", "client_name", "Other");
    FIXTURE.forgetEvidence();
    ClientFilter some = new ClientFilter("ports", Optional.empty(), Optional.empty());

    assertThat(ok(admin.clients().export(some, ExportFormat.CSV, out, OLGA))).isEqualTo(1);
    assertThat(out.toString().lines().toList())
        .containsExactly(
            "\"client_id\",\"name\",\"status\",\"provenance\"",
            "\"reports\",\"'=cmd()\",\"active\",\"operator\"");
    assertThat(ok(admin.consents().export(ConsentFilter.all(), ExportFormat.CSV, out, OLGA)))
        .isZero();
    assertThat(
            ok(admin.interactions().export(InteractionFilter.all(), ExportFormat.CSV, out, OLGA)))
        .isZero();
    assertThat(ok(admin.refusals().export(RefusalFilter.all(), ExportFormat.CSV, out, OLGA)))
        .isZero();
    assertThat(FIXTURE.evidence())
        .containsExactly(
            "list_exported olga clients",
            "list_exported olga consents",
            "list_exported olga interactions",
            "list_exported olga refusals");
    assertThat(FIXTURE.test.texts("SELECT metadata::text FROM {audit_events}"))
        .noneMatch(details -> details.contains("ports"));
  }

  @Test
  @DisplayName("ends after 10 000 rows, in the order of the list and without repetition")
  void capped() {
    FIXTURE.test.execute(
        "INSERT INTO {tokens} (token_hash, token_type, client_id, issued_at, expires_at)"
            + " SELECT 'h' || i, 'access_token', 'app', now(), now() + interval '1 hour'"
            + " FROM generate_series(1, 10100) i");

    assertThat(ok(admin.tokens().export(TokenFilter.all(), ExportFormat.JSON_LINES, out, OLGA)))
        .isEqualTo(10_000);
    List<String> handles =
        out.toString().lines().map(line -> line.substring(0, line.indexOf(','))).toList();
    assertThat(handles).hasSize(10_000).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("does not leave at all when it cannot be recorded")
  void unrecorded() {
    FIXTURE.client("client_id", "reports");
    FIXTURE.breakEvidence();

    assertThat(admin.clients().export(ClientFilter.all(), ExportFormat.CSV, out, OLGA))
        .isInstanceOf(AdminResult.Failed.class);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  @DisplayName("stops where nobody takes it any more")
  void refused() {
    Writer closed =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("closed");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    assertThatThrownBy(
            () -> admin.clients().export(ClientFilter.all(), ExportFormat.CSV, closed, OLGA))
        .isInstanceOf(UncheckedIOException.class);
  }
}
