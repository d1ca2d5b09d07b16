package dev.lockspire.bench.measure;

import java.util.List;
import java.util.Locale;

/**
 * What PostgreSQL executed for a number of units.
 *
 * @param lines one per distinct statement
 * @param units for how many units of work
 */
public record Statements(List<Line> lines, long units) {
  private static final List<String> TRANSACTION_WORDS =
      List.of("begin", "start", "commit", "rollback", "savepoint", "release", "set", "reset");

  /**
   * @param text with its constants taken out
   * @param calls how often it was executed
   * @param millis time spent in it
   */
  public record Line(String text, long calls, double millis) {

    /** Whether it only opens, closes or sets up a transaction. */
    boolean isTransactionControl() {
      String lower = text.strip().toLowerCase(Locale.ROOT);
      return TRANSACTION_WORDS.stream().anyMatch(lower::startsWith);
    }

    /** The clock's own work, which no request causes. */
    boolean isBackground() {
      return text.contains("qrtz_") || text.contains("QRTZ_");
    }
  }

  public Statements {
    lines = lines.stream().filter(line -> !line.isBackground()).toList();
  }

  /** Executed statements per unit, without transaction control. */
  public double perUnit() {
    return perUnit(false);
  }

  /** {@code BEGIN}, {@code COMMIT} and the like per unit. */
  public double controlPerUnit() {
    return perUnit(true);
  }

  private double perUnit(boolean control) {
    long calls =
        lines.stream()
            .filter(line -> line.isTransactionControl() == control)
            .mapToLong(Line::calls)
            .sum();
    return (double) calls / units;
  }
}
