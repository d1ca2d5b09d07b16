package dev.lockspire.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.bench.floor.FloorServer;
import dev.lockspire.bench.wire.ClosedLoop.Bounds;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A closed loop")
class ClosedLoopTest {
  private static FloorServer server;
  private static ClosedLoop loop;

  @BeforeAll
  static void start() {
    server = FloorServer.start();
    loop =
        new ClosedLoop(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.base().getPort()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @DisplayName("stops at the number of units, over all its connections")
  @Test
  void boundedByUnits() {
    Tally tally =
        loop.run(FloorServer.visitors(server.base(), 8), new Bounds(101, Duration.ofMinutes(1)));
    assertThat(tally.units()).isEqualTo(101);
    assertThat(tally.percentileMillis(0.5)).isPositive();
  }

  @DisplayName("has no more connections than units")
  @Test
  void fewUnits() {
    Tally tally =
        loop.run(FloorServer.visitors(server.base(), 8), new Bounds(3, Duration.ofMinutes(1)));
    assertThat(tally.units()).isEqualTo(3);
  }

  @DisplayName("stops at the end of its time")
  @Test
  void boundedByTime() {
    Tally tally =
        loop.run(FloorServer.visitors(server.base(), 2), Bounds.time(Duration.ofMillis(50)));
    assertThat(tally.units()).isPositive();
  }

  @DisplayName("stops at an answer that is not what it should be")
  @Test
  void wrongAnswer() {
    byte[] request = new Requests(server.base()).get("/missing", "");
    List<Visitor> visitors =
        List.of(new dev.lockspire.bench.unit.FixedRequest(request, "anything"));
    assertThatThrownBy(() -> loop.run(visitors, new Bounds(1, Duration.ofSeconds(5))))
        .isInstanceOf(UnexpectedAnswer.class)
        .hasMessageContaining("404");
  }

  @DisplayName("puts load on loopback only")
  @Test
  void loopbackOnly() throws UnknownHostException {
    // TEST-NET-1, which is nobody.
    InetAddress elsewhere = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    assertThatThrownBy(() -> new ClosedLoop(new InetSocketAddress(elsewhere, 80)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
