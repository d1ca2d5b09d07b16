package dev.lockspire.bench.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.bench.wire.ClosedLoop;
import dev.lockspire.bench.wire.ClosedLoop.Bounds;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every unit of work")
class ScenariosTest {
  private static final Bounds FEW = new Bounds(20, Duration.ofSeconds(20));

  private static FakeProvider fake;
  private static Provider provider;
  private static Scenarios scenarios;

  @BeforeAll
  static void start() throws IOException {
    fake = FakeProvider.start();
    provider = Provider.discover(fake.issuer());
    scenarios = new Scenarios(provider);
  }

  @AfterAll
  static void stop() {
    fake.close();
  }

  static Stream<String> names() {
    return new Scenarios(null).all().stream().map(Scenario::name);
  }

  @DisplayName("runs again and again, on one connection and on several")
  @ParameterizedTest
  @MethodSource("names")
  void repeats(String name) {
    Scenario scenario =
        scenarios.all().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    ClosedLoop loop = new ClosedLoop(provider.address());
    assertThat(loop.run(scenario.visitors().apply(1), FEW).units()).isEqualTo(20);
    assertThat(loop.run(scenario.visitors().apply(4), FEW).units()).isEqualTo(20);
  }

  @DisplayName("of the code flow redeems a code, and of refreshing spends a refresh token")
  @Test
  void spends() {
    ClosedLoop loop = new ClosedLoop(provider.address());
    scenarios.all().forEach(s -> loop.run(s.visitors().apply(2), new Bounds(2, FEW.time())));
    int codes = fake.codesSpent.get();
    int rotations = fake.rotations.get();
    scenarios.all().stream()
        .filter(s -> s.name().equals("code flow") || s.name().equals("refresh rotation"))
        .forEach(s -> loop.run(s.visitors().apply(2), FEW));
    assertThat(fake.codesSpent.get() - codes).isEqualTo(20);
    assertThat(fake.rotations.get() - rotations).isEqualTo(20);
  }
}
