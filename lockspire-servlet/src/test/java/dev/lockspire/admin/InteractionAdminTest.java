package dev.lockspire.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.interaction.Interaction.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Interactions for operators")
class InteractionAdminTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private final InteractionAdmin interactions = FIXTURE.admin.interactions();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  @Test
  @DisplayName("Operate queues: newest first by status and client; what nobody finished is expired")
  void list() {
    interaction("aaaaaaaaaaaaaaaa", "app", "pending_login", Duration.ofMinutes(5));
    interaction("bbbbbbbbbbbbbbbb", "app", "pending_consent", Duration.ofMinutes(5));
    interaction("cccccccccccccccc", "other", "completed", Duration.ofMinutes(5));
    interaction("dddddddddddddddd", "app", "denied", Duration.ofMinutes(5));
    interaction("eeeeeeeeeeeeeeee", "app", "pending_login", Duration.ofMinutes(-5));
    interaction("ffffffffffffffff", "app", "expired", Duration.ofMinutes(-5));

    assertThat(list(Optional.empty()))
        .containsExactly("ffffffff", "eeeeeeee", "dddddddd", "bbbbbbbb", "aaaaaaaa");
    assertThat(list(Optional.of(Status.EXPIRED))).containsExactly("ffffffff", "eeeeeeee");
    assertThat(list(Optional.of(Status.PENDING_LOGIN))).containsExactly("aaaaaaaa");
    Count one = Count.exactly(1);
    assertThat(interactions.figures(InteractionFilter.all()))
        .isEqualTo(new InteractionFigures(one, one, one, one, Count.exactly(2)));
  }

  private static void interaction(String id, String client, String status, Duration left) {
    FIXTURE.test.execute(
        "INSERT INTO {interactions} (interaction_id, client_id, browser_hash, return_to,"
            + " redirect_uri, response_mode, status, expires_at) VALUES ('"
            + String.join("', '", id, client, "b", "r", "https://a.example", "query", status)
            + "', '"
            + FIXTURE.now.plus(left)
            + "')");
  }

  private List<String> list(Optional<Status> status) {
    return interactions
        .list(ListRequest.first(new InteractionFilter(status, Optional.of("app"))))
        .rows()
        .stream()
        .map(InteractionSummary::reference)
        .toList();
  }
}
