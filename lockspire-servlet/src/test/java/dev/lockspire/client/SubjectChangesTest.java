package dev.lockspire.client;

import static dev.lockspire.client.ClientFixture.OPERATOR;
import static dev.lockspire.client.ClientFixture.done;
import static dev.lockspire.client.ClientFixture.errors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.ClientMetadata.SubjectType;
import dev.lockspire.client.ClientRegistration.Done;
import dev.lockspire.client.ClientRegistration.Stale;
import dev.lockspire.client.ClientRegistration.UnknownClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The subjects of a client")
final class SubjectChangesTest {
  private static final ClientFixture FIXTURE = new ClientFixture();
  private static final List<String> MOVED = List.of("https://new.example/callback");
  private final ClientRegistration registration = FIXTURE.registration();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.test.clear();
  }

  private static String pairwise() {
    return FIXTURE.create("subject_type", "pairwise").client().clientId();
  }

  private static List<String> evidence() {
    return FIXTURE.test.texts(
        "SELECT concat_ws(' -> ', metadata->>'from', metadata->>'to') FROM {audit_events}"
            + " WHERE action = 'client_subjects_changed' ORDER BY id");
  }

  @Test
  @DisplayName("do not change by the way: a redirect URI or sector identifier elsewhere is refused")
  void notByTheWay() {
    String id = pairwise();

    assertThat(errors(registration.update(id, 0, Map.of("redirect_uris", MOVED), OPERATOR)))
        .containsExactly("redirect_uris changes_subjects");
    assertThat(
            errors(
                registration.update(
                    id,
                    0,
                    Map.of(
                        "redirect_uris",
                        MOVED,
                        "sector_identifier_uri",
                        "https://other.example/sector.json"),
                    OPERATOR)))
        .containsExactlyInAnyOrder(
            "redirect_uris changes_subjects", "sector_identifier_uri changes_subjects");
    assertThat(errors(registration.update(id, 0, Map.of("subject_type", "public"), OPERATOR)))
        .containsExactly("subject_type immutable_field");
    assertThat(FIXTURE.auditActions()).containsExactly("client_created");
  }

  @Test
  @DisplayName("stay while the sector stays: more of the same host, or a URI there for other hosts")
  void sameSector() {
    String id = pairwise();
    List<String> more = List.of("https://app.example/callback", "https://app.example/other");
    done(registration.update(id, 0, Map.of("redirect_uris", more), OPERATOR));

    Map<String, Object> elsewhere =
        Map.of("redirect_uris", MOVED, "sector_identifier_uri", "https://APP.example/sector.json");
    Done moved = done(registration.update(id, 1, elsewhere, OPERATOR));

    assertThat(moved.client().metadata().sector()).contains("app.example");
    assertThat(FIXTURE.auditActions())
        .containsExactly("client_created", "client_updated", "client_updated");
  }

  @Test
  @DisplayName("of a client with public subjects do not depend on where it lives")
  void publicClient() {
    String id = FIXTURE.create().client().clientId();

    done(registration.update(id, 0, Map.of("redirect_uris", MOVED), OPERATOR));

    assertThat(evidence()).isEmpty();
  }

  @Test
  @DisplayName("change when that is what is asked for, with evidence of its own")
  void asked() {
    String id = FIXTURE.create().client().clientId();

    done(registration.changeSubjects(id, 0, Map.of("subject_type", "pairwise"), OPERATOR));
    done(registration.changeSubjects(id, 1, Map.of("redirect_uris", MOVED), OPERATOR));
    Done last =
        done(registration.changeSubjects(id, 2, Map.of("subject_type", "public"), OPERATOR));

    assertThat(last.client().metadata().subjectType()).isEqualTo(SubjectType.PUBLIC);
    assertThat(evidence())
        .containsExactly(
            "public -> pairwise app.example",
            "pairwise app.example -> pairwise new.example",
            "pairwise new.example -> public");
  }

  @Test
  @DisplayName("change in no way that could not be registered, and nothing else unlocks with them")
  void rulesHold() {
    String id = FIXTURE.create().client().clientId();

    assertThat(
            errors(
                registration.changeSubjects(
                    id,
                    0,
                    Map.of(
                        "subject_type", "pairwise",
                        "redirect_uris", List.of("https://a.example/cb", "https://b.example/cb"),
                        "client_type", "public"),
                    OPERATOR)))
        .contains(
            "sector_identifier_uri sector_identifier_required several_redirect_hosts",
            "client_type immutable_field");
    assertThat(registration.changeSubjects(id, 7, Map.of(), OPERATOR)).isInstanceOf(Stale.class);
    assertThat(registration.changeSubjects("nobody", 0, Map.of(), OPERATOR))
        .isInstanceOf(UnknownClient.class);
  }

  @Test
  @DisplayName("that a file of clients changes leave the same evidence")
  void upsert() {
    FIXTURE.upsert("client_id", "file");
    FIXTURE.upsert("client_id", "file", "subject_type", "pairwise");

    assertThat(evidence()).containsExactly("public -> pairwise app.example");
  }
}
