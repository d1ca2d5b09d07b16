package dev.lockspire.demo.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

@Label("Whatever comes from outside")
class EscapingPropertyTest {

  @Property
  @Label("opens no tag and leaves no attribute")
  void neverBreaksOut(@ForAll String value) {
    String filled = Template.parse("{{a}}").fill(Map.of("a", value)).html();
    assertThat(filled).doesNotContain("<", ">", "\"", "'");
  }

  @Property
  @Label("is no local path when a browser would read it as another host")
  void staysHere(
      @ForAll
          @StringLength(max = 8)
          @CharRange(from = 'a', to = 'c')
          @Chars({'/', '\\', '.', ':', '@', ' ', '\t', '\n'})
          String text) {
    String path = "/" + text;
    // As browsers do: white space inside is dropped, a backslash counts as a slash.
    String seen = path.replaceAll("[\\t\\n]", "").replace('\\', '/');
    if (seen.startsWith("//")) {
      assertThat(LocalPath.of(path)).isEmpty();
    } else {
      LocalPath.of(path).ifPresent(kept -> assertThat(kept.value()).isEqualTo(path));
    }
  }
}
