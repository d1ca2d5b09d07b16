package dev.lockspire.bench.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * What to measure.
 *
 * @param connections how many at once, one row each
 * @param runs whose median is shown
 * @param time of one run
 * @param warmUp of each scenario, before its first run
 * @param most units per run
 * @param only parts of row names; empty for all rows
 * @param jvm options of the server's JVM
 * @param demo the program that starts the demo
 * @param data where database files go; emptied first
 * @param statements whether to list every SQL statement
 */
record Options(
    List<Integer> connections,
    int runs,
    Duration time,
    Duration warmUp,
    long most,
    List<String> only,
    String jvm,
    Path demo,
    Path data,
    boolean statements) {

  static final String HELP =
      """
      bin/bench measures the demo on this machine: see docs/performance.md.

        --connections N,N,..  keep-alive connections at once (default 1,8,32)
        --runs N              runs per figure, of which the median counts (default 3)
        --seconds S           length of a run (default 4)
        --warm-up S           warm-up of each row's work (default 10), repeated up to six
                              times while the server still compiles much
        --units N             units per run at most (default 1000000)
        --only NAME,NAME,..   only rows whose name contains one of these, such as
                              floor, client_credentials, refresh, code
        --jvm "OPTIONS"       options for the server's JVM
        --statements          also list the SQL statements of each row
        --micro [ARGUMENTS]   the JMH micro-benchmarks instead; arguments go to JMH
        --footprint           start-up time and idle memory instead
        --console [CLIENTS TOKENS AUDIT]
                              how long the console's lists take with so many rows
                              (100000 1000000 5000000) instead
        --help                this text
      """;

  static Options parse(List<String> words, Path demo, Path data) {
    Deque<String> left = new ArrayDeque<>(words);
    List<Integer> connections = List.of(1, 8, 32);
    int runs = 3;
    Duration time = Duration.ofSeconds(4);
    Duration warmUp = Duration.ofSeconds(10);
    long most = 1_000_000;
    List<String> only = List.of();
    String jvm = "";
    boolean statements = false;
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      switch (word) {
        case "--connections" ->
            connections =
                list(word, left).stream().map(n -> (int) number(word, n, 1, 256)).toList();
        case "--runs" -> runs = (int) number(word, value(word, left), 1, 99);
        case "--seconds" -> time = seconds(word, value(word, left));
        case "--warm-up" -> warmUp = seconds(word, value(word, left));
        case "--units" -> most = number(word, value(word, left), 1, 100_000_000);
        case "--only" -> only = list(word, left);
        case "--jvm" -> jvm = value(word, left);
        case "--statements" -> statements = true;
        default -> throw new IllegalArgumentException("unknown option " + word + "; see --help");
      }
    }
    return new Options(connections, runs, time, warmUp, most, only, jvm, demo, data, statements);
  }

  /** Whether the row of that name is asked for. */
  boolean includes(String row) {
    String lower = row.toLowerCase(Locale.ROOT);
    return only.isEmpty()
        || only.stream().anyMatch(part -> lower.contains(part.toLowerCase(Locale.ROOT)));
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return left.removeFirst();
  }

  private static List<String> list(String option, Deque<String> left) {
    return Arrays.stream(value(option, left).split(",")).map(String::strip).toList();
  }

  private static long number(String option, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        option + " needs a number from " + least + " to " + most + ", not " + text);
  }

  private static Duration seconds(String option, String text) {
    try {
      double seconds = Double.parseDouble(text);
      if (seconds > 0 && seconds <= 600) {
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
      }
    } catch (NumberFormatException notANumber) {
      // Told below, as for a number out of range.
    }
    throw new IllegalArgumentException(option + " needs seconds up to 600, not " + text);
  }
}
