package dev.lockspire.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A position in a list")
@Label("A position in a list")
class PositionTest {

  @Property(tries = 300)
  @Label("survives its text form")
  void roundTrip(@ForAll String name, @ForAll long id) {
    String safe = name.replace("\0", "").replaceAll("[\\ud800-\\udfff]", "");
    Position position = Position.after(List.of(safe, Long.toString(id)));
    String text = position.text();
    assertThat(Position.parse(text)).isEqualTo(text.length() > 2048 ? Position.first() : position);
  }

  @Property(tries = 300)
  @Label("made of any other text never fails")
  void anyText(@ForAll String text) {
    assertThat(Position.parse(text)).isNotNull();
    assertThat(Position.parse(null)).isEqualTo(Position.first());
    assertThat(Position.parse("a".repeat(5000))).isEqualTo(Position.first());
  }
}
