package dev.lockspire.demo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A template")
class TemplateTest {

  private static String fill(String template, Map<String, ?> values) {
    return Template.parse(template).fill(values).html();
  }

  @Test
  @DisplayName("escapes every value")
  void escapes() {
    assertThat(fill("<p title=\"{{a}}\">{{a}}</p>", Map.of("a", "<b>\"x'&")))
        .isEqualTo("<p title=\"&lt;b&gt;&quot;x&#39;&amp;\">&lt;b&gt;&quot;x&#39;&amp;</p>");
  }

  @Test
  @DisplayName("takes what another template made as it is")
  void nests() {
    Markup inner = Template.parse("<i>{{a}}</i>").fill(Map.of("a", "<"));
    assertThat(fill("{{body}}", Map.of("body", inner))).isEqualTo("<i>&lt;</i>");
  }

  @Test
  @DisplayName("shows a section when its value is there, and its opposite when not")
  void sections() {
    String template = "{{#a}}yes {{a}}{{/a}}{{^a}}no{{/a}}";
    assertThat(fill(template, Map.of("a", "x"))).isEqualTo("yes x");
    assertThat(fill(template, Map.of("a", ""))).isEqualTo("no");
    assertThat(fill(template, Map.of("a", false))).isEqualTo("no");
    assertThat(fill(template, Map.of())).isEqualTo("no");
  }

  @Test
  @DisplayName("repeats a section per element, with the element's names before the others")
  void lists() {
    String template = "{{#rows}}[{{name}} {{unit}} {{#tags}}{{item}};{{/tags}}]{{/rows}}";
    assertThat(
            fill(
                template,
                Map.of(
                    "unit",
                    "u",
                    "name",
                    "outer",
                    "rows",
                    List.of(
                        Map.of("name", "a", "tags", List.of("x", "y")),
                        Map.of("unit", "v", "tags", List.of())))))
        .isEqualTo("[a u x;y;][outer v ]");
  }

  @Test
  @DisplayName("is refused when its sections do not close in order")
  void malformed() {
    assertThatThrownBy(() -> Template.parse("{{#a}}")).hasMessageContaining("not closed");
    assertThatThrownBy(() -> Template.parse("{{/a}}")).hasMessageContaining("closes nothing");
    assertThatThrownBy(() -> Template.parse("{{#a}}{{#b}}{{/a}}{{/b}}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
