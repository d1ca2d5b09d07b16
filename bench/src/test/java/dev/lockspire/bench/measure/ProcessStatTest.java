package dev.lockspire.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CPU time from /proc")
class ProcessStatTest {

  @DisplayName("user and system time are read, whatever the command is called")
  @Test
  void parsed() {
    ProcessStat stat =
        ProcessStat.parse(
            "4711 (post) (gres: x) S 42 4711 4711 0 -1 4194560 1250 99 0 0 700 31 5 6 20 0 1 0"
                + " 334587 3133440 364 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0\n");
    assertThat(stat).isEqualTo(new ProcessStat(4711, 42, 731, 11));
  }

  @DisplayName("a line that is none is refused")
  @Test
  void refused() {
    assertThatThrownBy(() -> ProcessStat.parse("4711 post"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @DisplayName("this process is found, and so is its work")
  @Test
  void thisProcess() {
    CpuMeter meter = CpuMeter.process(ProcessHandle.current().pid());
    double before = meter.millis();
    long end = System.nanoTime() + 10_000_000_000L;
    while (meter.millis() < before + 50 && System.nanoTime() < end) {
      assertThat(LongStream.range(0, 1_000_000).map(i -> i * i).sum()).isNotZero();
    }
    assertThat(meter.millis()).isGreaterThanOrEqualTo(before + 50);
  }

  @DisplayName("a family holds the work of a child that has ended")
  @Test
  void endedChild() throws Exception {
    CpuMeter meter = CpuMeter.family(ProcessHandle.current().pid());
    double before = meter.millis();
    Process child =
        new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done").start();
    assertThat(child.waitFor()).isZero();
    assertThat(ProcessStat.of(ProcessHandle.current().pid()).orElseThrow().childTicks())
        .isPositive();
    assertThat(meter.millis()).isGreaterThan(before + 50);
  }

  @DisplayName("the compiler of a JVM is part of the JVM")
  @Test
  void compiler() {
    long pid = ProcessHandle.current().pid();
    double compiler = CpuMeter.compiler(pid).millis();
    assertThat(compiler).isPositive().isLessThanOrEqualTo(CpuMeter.process(pid).millis());
  }

  @DisplayName("a process that has ended has no time")
  @Test
  void ended() throws Exception {
    Process child = new ProcessBuilder("true").start();
    assertThat(child.waitFor()).isZero();
    assertThat(ProcessStat.of(child.pid())).isEmpty();
    assertThatThrownBy(() -> CpuMeter.process(child.pid()).millis())
        .isInstanceOf(IllegalStateException.class);
  }
}
