package dev.lockspire.config;

/** When expired rows are swept. */
public sealed interface PrunerSchedule {

  /** Never on its own. */
  record Off() implements PrunerSchedule {}

  /** Once in every hour. */
  record Hourly() implements PrunerSchedule {}

  /**
   * At the times a cron expression names.
   *
   * @param expression Quartz syntax: seconds, minutes, hours, day of month, month, day of week, and
   *     optionally year, separated by single spaces
   */
  record Cron(String expression) implements PrunerSchedule {

    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException naming the field that is wrong
     */
    public Cron {
      expression = CronFields.checked(expression);
    }
  }

  /**
   * Reads {@code hourly}, {@code off} or a cron expression.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static PrunerSchedule parse(String text) {
    return switch (text) {
      case "off" -> new Off();
      case "hourly" -> new Hourly();
      default -> new Cron(text);
    };
  }
}
