package dev.lockspire.faces.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.client.FieldError;
import dev.lockspire.faces.admin.text.Texts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What was typed into a form")
class EntriesTest {
  private static final String FIELD = "redirect_uris";
  private final Entries entries = new Entries();
  private final Texts texts = Texts.in(Locale.ENGLISH);

  @Test
  @DisplayName("ADM-16 is told wrong by its line, counted as it was typed, blank lines among them")
  void line() {
    entries.getTexts().put(FIELD, "https://a.example/\r\n\r\n  app.example/cb \r\n");

    refuse("app.example/cb");

    assertThat(entries.getFeedback().of(FIELD))
        .isEqualTo(
            "Redirect URIs: line 3, app.example/cb: this cannot be registered"
                + " (it has no scheme such as https)");
    assertThat(entries.lines(FIELD)).containsExactly("https://a.example/", "app.example/cb");
  }

  @Test
  @DisplayName("is told wrong without a line where there is one only, and cut where it is long")
  void onlyLine() {
    entries.getTexts().put(FIELD, "x".repeat(300));

    refuse("x".repeat(300));

    assertThat(entries.getFeedback().of(FIELD))
        .startsWith("Redirect URIs: " + "x".repeat(100) + "…: this cannot be registered");
  }

  @Test
  @DisplayName("is done once it is right, and nothing is told wrong any more")
  void done() {
    refuse("app.example/cb");
    assertThat(entries.settle(new AdminResult.Ok<>("made"), texts, "client.saved"))
        .contains("made");
    assertThat(entries.getFeedback().getProblems()).isEmpty();
    assertThat(entries.getFeedback().getSuccess()).startsWith("Saved");
  }

  @Test
  @DisplayName("is not kept where it was a private key, in whatever form")
  void privateKey() {
    for (String typed : List.of("{\"d\":\"x\"}", "-----BEGIN PRIVATE KEY-----\nMC4C")) {
      entries.getTexts().put("jwks", typed);
      String detail = typed.startsWith("{") ? "private_key" : "object";
      entries.settle(
          new AdminResult.Invalid<>(List.of(new FieldError("jwks", "invalid_jwks", detail))),
          texts,
          "");
      assertThat(entries.text("jwks")).as(detail).isEmpty();
    }
  }

  private void refuse(String entry) {
    entries.settle(
        new AdminResult.Invalid<>(
            List.of(new FieldError(FIELD, "invalid_redirect_uri", "missing_scheme", entry))),
        texts,
        "");
  }
}
