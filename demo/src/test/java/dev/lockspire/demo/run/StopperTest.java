package dev.lockspire.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Stopping")
class StopperTest {
  private final List<String> closed = new ArrayList<>();
  private final Stopper stopper = new Stopper();

  private AutoCloseable named(String name) {
    return () -> closed.add(name);
  }

  @Test
  @DisplayName("closes in the opposite order, once")
  void order() {
    stopper.open(() -> named("database"));
    stopper.open(() -> named("server"));
    stopper.stop();
    stopper.stop();
    assertThat(closed).containsExactly("server", "database");
  }

  @Test
  @DisplayName("goes on when one of them does not close")
  void troubles() {
    stopper.open(() -> named("database"));
    stopper.<AutoCloseable>open(
        () ->
            () -> {
              throw new IllegalStateException("stuck");
            });
    stopper.stop();
    assertThat(closed).containsExactly("database");
  }

  @Test
  @DisplayName("lets nothing open afterwards")
  void tooLate() {
    stopper.stop();
    assertThatThrownBy(() -> stopper.open(() -> named("late"))).isInstanceOf(StartProblem.class);
    assertThat(closed).isEmpty();
  }
}
