package dev.lockspire.faces.admin.standards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.FieldError;
import dev.lockspire.conformance.Ground;
import dev.lockspire.conformance.Judgement;
import dev.lockspire.conformance.Requirement;
import dev.lockspire.conformance.Verdict;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.traffic.Sighting;
import dev.lockspire.traffic.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whether a client meets a requirement")
class JudgementViewTest {
  private static final Texts ENGLISH = Texts.in(Locale.ENGLISH);

  private static JudgementView view(Judgement judgement) {
    return JudgementView.of(judgement, "bank app", ENGLISH, path -> "/console" + path);
  }

  @Test
  @DisplayName("is told with what was seen of it, its cure, and the way to the very field")
  void fails() {
    JudgementView view =
        view(
            new Judgement(
                Requirement.PUSHED_REQUESTS,
                Verdict.FAILS,
                Ground.REQUESTS,
                "inherit",
                List.of(),
                List.of(
                    new Sighting(
                        Trait.DIRECT_REQUEST, 12, Instant.parse("2030-01-01T12:00:00Z")))));

    assertThat(view.verdict()).isEqualTo("fails");
    assertThat(view.why())
        .containsExactly(
            "Requests of the last 7 days did not.",
            "Registered: inherit",
            "12 requests came through the browser alone, last 2030-01-01 12:00:00Z");
    assertThat(view.cure()).startsWith("Let the application push its requests");
    assertThat(view.label()).isEqualTo("Open its security settings");
    assertThat(view.address()).isEqualTo("/console/clients/bank%20app/security#form:par_policy");
  }

  @Test
  @DisplayName("names what is wrong with its registration")
  void registered() {
    JudgementView view =
        view(
            new Judgement(
                Requirement.SIGNATURE_ALGORITHMS,
                Verdict.FAILS,
                Ground.REGISTRATION,
                "RS256",
                List.of(
                    new FieldError(
                        "id_token_signed_response_alg", "incompatible_with_fapi_2_0", "")),
                List.of()));

    assertThat(view.why())
        .containsExactly(
            "What is registered is against it.",
            "Registered: RS256",
            "Algorithm of ID tokens: the FAPI 2.0 profile does not allow what is set");
  }

  @Test
  @DisplayName("has no cure where there is nothing to cure, and no page where none does it")
  void holds() {
    JudgementView met =
        view(
            new Judgement(
                Requirement.BOUND_TOKENS,
                Verdict.HOLDS,
                Ground.REGISTRATION,
                "dpop",
                List.of(),
                List.of()));
    JudgementView application =
        view(
            new Judgement(
                Requirement.SIGNED_RESPONSES,
                Verdict.NOT_SEEN,
                Ground.REQUESTS,
                "",
                List.of(),
                List.of()));

    assertThat(met.cure() + met.address() + met.label()).isEmpty();
    assertThat(application.cure()).contains("response_mode=jwt");
    assertThat(application.address()).isEmpty();
    assertThat(application.why()).containsExactly("No request of the last 7 days tells.");
  }
}
