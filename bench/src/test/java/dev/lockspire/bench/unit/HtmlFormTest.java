package dev.lockspire.bench.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Filling a form as a browser would")
class HtmlFormTest {
  private static final String PAGE =
      """
      <form method="get" action="/search"><button id="search">Go</button></form>
      <form method="post" action="/finish?a=1&amp;b=2">
      <input type="hidden" name="csrf" value="x&quot;y">
      <input type="checkbox" name="scope" value="email" checked>
      <input type="checkbox" name="scope" value="phone">
      <input type="checkbox" disabled checked>
      <input name="username" value="">
      <button id="approve" name="decision" value="approve">Yes</button>
      <button id="deny" name="decision" value="deny">No</button>
      </form>
      """;

  @DisplayName("what is ticked, hidden, typed and pressed is sent, and nothing else")
  @Test
  void filled() {
    HtmlForm form = HtmlForm.with("approve", PAGE, Map.of("username", "alice")).orElseThrow();
    assertThat(form.action()).isEqualTo("/finish?a=1&b=2");
    assertThat(form.fields()).isEqualTo("csrf=x%22y&scope=email&username=alice&decision=approve");
  }

  @DisplayName("a page without the button has no such form")
  @Test
  void absent() {
    assertThat(HtmlForm.with("login", PAGE, Map.of())).isEmpty();
  }
}
