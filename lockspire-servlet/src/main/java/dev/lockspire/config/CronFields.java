package dev.lockspire.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A cron expression in Quartz's syntax, checked field by field so that a mistake is reported with
 * all others at start, before a scheduler exists.
 */
final class CronFields {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final String UNDECIDED = "?";
  private static final int DAY_OF_MONTH = 3;
  private static final int DAY_OF_WEEK = 5;

  private static final List<CronField> FIELDS =
      List.of(
          CronField.of("second", 0, 59),
          CronField.of("minute", 0, 59),
          CronField.of("hour", 0, 23),
          CronField.of("day of month", 1, 31).orSpecial("\\?|L|LW|L-[0-9]{1,2}|[0-9]{1,2}W"),
          CronField.of("month", 1, 12)
              .orNamed("JAN", "FEB", "MAR", "APR", "MAY", "JUN")
              .orNamed("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
          CronField.of("day of week", 1, 7)
              .orNamed("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
              .orSpecial("\\?|L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])"),
          CronField.of("year", 1970, 2099));

  private CronFields() {}

  /** The expression in one spelling: upper case, single spaces. */
  static String checked(String expression) {
    List<String> fields =
        SPACES.splitAsStream(expression.strip().toUpperCase(Locale.ROOT)).toList();
    ValueTypes.require(
        fields.size() == FIELDS.size() || fields.size() == FIELDS.size() - 1,
        "must be hourly, off, or a cron expression of 6 or 7 fields, seconds first");
    for (int i = 0; i < fields.size(); i++) {
      CronField field = FIELDS.get(i);
      ValueTypes.require(
          field.accepts(fields.get(i)),
          "has an illegal " + field.name() + " in its cron expression");
    }
    ValueTypes.require(
        fields.get(DAY_OF_MONTH).equals(UNDECIDED) != fields.get(DAY_OF_WEEK).equals(UNDECIDED),
        "must have ? in exactly one of day of month and day of week");
    return String.join(" ", fields);
  }
}
