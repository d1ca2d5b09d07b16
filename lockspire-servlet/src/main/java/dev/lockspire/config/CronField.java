package dev.lockspire.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What one field of a cron expression may hold: numbers, names, ranges, steps, and a few marks. */
record CronField(String name, int min, int max, List<String> names, Pattern special) {
  private static final Pattern ITEM =
      Pattern.compile("(\\*|[A-Z0-9]{1,4})(?:-([A-Z0-9]{1,4}))?(?:/([0-9]{1,4}))?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern NOTHING = Pattern.compile("(?!)");
  private static final Pattern COMMA = Pattern.compile(",");

  static CronField of(String name, int min, int max) {
    return new CronField(name, min, max, List.of(), NOTHING);
  }

  CronField orNamed(String... more) {
    List<String> all = Stream.concat(names.stream(), Stream.of(more)).toList();
    return new CronField(name, min, max, all, special);
  }

  CronField orSpecial(String pattern) {
    return new CronField(name, min, max, names, Pattern.compile(pattern));
  }

  boolean accepts(String field) {
    boolean list = field.contains(",");
    return !field.endsWith(",")
        && !(list && field.contains("?"))
        && COMMA.splitAsStream(field).allMatch(this::acceptsItem);
  }

  private boolean acceptsItem(String item) {
    if (special.matcher(item).matches()) {
      return true;
    }
    Matcher matcher = ITEM.matcher(item);
    if (!matcher.matches()) {
      return false;
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    String step = matcher.group(3);
    boolean range = from.equals("*") ? to == null : inRange(from) && (to == null || inRange(to));
    return range && (step == null || isStep(Integer.parseInt(step)));
  }

  private boolean inRange(String value) {
    if (!NUMBER.matcher(value).matches()) {
      return names.contains(value);
    }
    int number = Integer.parseInt(value);
    return number >= min && number <= max;
  }

  private boolean isStep(int step) {
    return step >= 1 && step <= max;
  }
}
