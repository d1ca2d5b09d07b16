package dev.lockspire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pages")
@Label("Pages")
class PageTest {

  @Test
  @DisplayName("escape what could end a text or an attribute")
  void escape() {
    assertThat(Page.escape("<a href=\"x\" id='y'>&amp;</a>"))
        .isEqualTo("&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
    assertThat(Page.escape("plain é 😀")).isEqualTo("plain é 😀");
  }

  @Property
  @Label("never let markup out of any text")
  void neverMarkup(@ForAll String anything) {
    assertThat(Page.escape(anything)).doesNotContain("<", ">", "\"", "'");
  }

  @Test
  @DisplayName("escape the title, carry the nonce and load nothing from outside")
  void document() {
    String page = Page.document("<b>", "n0nce", "<p>x</p>");
    assertThat(page)
        .contains("<title>&lt;b&gt;</title>", "<style nonce=\"n0nce\">", "<main><p>x</p></main>")
        .doesNotContain("http:", "https:", "//", "src=", "@import");
  }

  @Test
  @DisplayName("that show an error escape its words and never lead anywhere")
  void errorPage() {
    Reply reply =
        ErrorReply.page(
            OAuthError.of(400, "invalid_request", "bad_<thing>", "It is <script>."), "n", "re<f");
    assertThat(reply.text())
        .contains("It is &lt;script&gt;.", "bad_&lt;thing&gt;", "re&lt;f")
        .doesNotContain("<script", "<form", "<a ");
    assertThat(reply.header("Content-Security-Policy").orElseThrow())
        .contains("form-action 'none'")
        .isEqualTo(ContentSecurityPolicy.page("n", List.of()).value());
  }
}
