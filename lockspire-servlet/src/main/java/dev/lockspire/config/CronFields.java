package dev.lockspire.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cron expression in Quartz's syntax, checked field by field so that a mistake is reported with
 * all others at start, before a scheduler exists.
 */
enum CronFields {
  SECONDS(0, 59, List.of(), "(?!)"),
  MINUTES(0, 59, List.of(), "(?!)"),
  HOURS(0, 23, List.of(), "(?!)"),
  DAY_OF_MONTH(1, 31, List.of(), "L|LW|L-[0-9]{1,2}|[0-9]{1,2}W"),
  MONTH(
      1,
      12,
      List.of(
          "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
      "(?!)"),
  DAY_OF_WEEK(
      1,
      7,
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
      "L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])"),
  YEAR(1970, 2099, List.of(), "(?!)");

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern ITEM =
      Pattern.compile("(\\*|[A-Z0-9]{1,4})(-([A-Z0-9]{1,4}))?(/([0-9]{1,4}))?");
  private static final String UNDECIDED = "?";

  private final int min;
  private final int max;
  private final List<String> names;
  private final Pattern special;

  CronFields(int min, int max, List<String> names, String special) {
    this.min = min;
    this.max = max;
    this.names = names;
    this.special = Pattern.compile(special);
  }

  /** The expression in one spelling: upper case, single spaces. */
  static String checked(String expression) {
    List<String> fields = SPACES.splitAsStream(expression.strip().toUpperCase(Locale.ROOT)).toList();
    ValueTypes.require(
        fields.size() == 6 || fields.size() == 7,
        "must be hourly, off, or a cron expression of 6 or 7 fields, seconds first");
    for (int i = 0; i < fields.size(); i++) {
      values()[i].check(fields.get(i));
    }
    boolean oneDayIsOpen =
        fields.get(DAY_OF_MONTH.ordinal()).equals(UNDECIDED)
            != fields.get(DAY_OF_WEEK.ordinal()).equals(UNDECIDED);
    ValueTypes.require(
        oneDayIsOpen, "must have ? in exactly one of day of month and day of week");
    return String.join(" ", fields);
  }

  private void check(String field) {
    boolean isDay = this == DAY_OF_MONTH || this == DAY_OF_WEEK;
    boolean legal =
        (isDay && field.equals(UNDECIDED))
            || (!field.endsWith(",") && COMMA.splitAsStream(field).allMatch(this::legalItem));
    ValueTypes.require(
        legal,
        "has an illegal " + name().toLowerCase(Locale.ROOT).replace('_', ' ') + " in its cron");
  }

  private boolean legalItem(String item) {
    if (special.matcher(item).matches()) {
      return true;
    }
    Matcher matcher = ITEM.matcher(item);
    return matcher.matches()
        && (matcher.group(1).equals("*") ? matcher.group(2) == null : inRange(matcher.group(1)))
        && (matcher.group(3) == null || inRange(matcher.group(3)))
        && (matcher.group(5) == null || legalStep(Integer.parseInt(matcher.group(5))));
  }

  private boolean inRange(String value) {
    if (names.contains(value)) {
      return true;
    }
    if (!value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    int number = Integer.parseInt(value);
    return number >= min && number <= max;
  }

  private boolean legalStep(int step) {
    return step >= 1 && step <= max;
  }
}
