package dev.lockspire.protect;

import dev.lockspire.config.ConfigurationException;
import dev.lockspire.config.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What somebody wrote about a route, read into {@link RouteRules} with every problem there is. Each
 * value may hold {@code ${key}} placeholders.
 */
final class RouteOptions {
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  /** RFC 6749 §3.3; {@code acr_values} are spelt the same way. */
  private static final Predicate<String> TOKEN =
      Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+").asMatchPredicate();

  private static final Predicate<String> WORD = Pattern.compile("\\S+").asMatchPredicate();
  private static final int LONGEST_SKEW = 60;
  private static final int LONGEST_AGE = 315_360_000;

  private final UnaryOperator<String> placeholders;
  private final Map<RouteOption, List<String>> written = new EnumMap<>(RouteOption.class);
  private final List<String> problems = new ArrayList<>();

  /**
   * @param placeholders fills them in; throws {@link ConfigurationException}
   */
  RouteOptions(UnaryOperator<String> placeholders) {
    this.placeholders = placeholders;
  }

  /** Values one by one, as an annotation or code has them; none leaves the option unset. */
  RouteOptions with(RouteOption option, List<String> values) {
    if (!values.isEmpty()) {
      written.put(option, values.stream().map(this::resolved).toList());
    }
    return this;
  }

  /** A list in one text, separated by white space or commas, or a single value: init-params. */
  RouteOptions with(String name, String text) {
    Optional<RouteOption> option = RouteOption.of(name);
    if (option.isEmpty()) {
      problems.add("there is no " + name + suggestion(name) + "; there are " + RouteOption.names());
    } else if (written.containsKey(option.get())) {
      problems.add(option.get().wireName() + " is written twice");
    } else {
      String value = resolved(text).strip();
      written.put(option.get(), isList(option.get()) ? split(value) : List.of(value));
    }
    return this;
  }

  private static String suggestion(String name) {
    return NearestName.of(name, RouteOption.names())
        .map(nearest -> " (is " + nearest + " meant?)")
        .orElse("");
  }

  private static boolean isList(RouteOption option) {
    return switch (option) {
      case SCOPES, AUDIENCES, ACR -> true;
      default -> false;
    };
  }

  /** At least one element, so that a blank text is reported as a blank value. */
  private static List<String> split(String text) {
    List<String> values = SEPARATOR.splitAsStream(text).filter(value -> !value.isEmpty()).toList();
    return values.isEmpty() ? List.of("") : values;
  }

  private String resolved(String text) {
    try {
      return placeholders.apply(text);
    } catch (ConfigurationException unresolved) {
      problems.add(unresolved.getMessage());
      return "unresolved";
    }
  }

  /**
   * What was written, understood.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  RouteRules rules() {
    RouteRules rules =
        new RouteRules(
            new LinkedHashSet<>(words(RouteOption.SCOPES, TOKEN)),
            audiences(),
            words(RouteOption.ACR, TOKEN),
            seconds(RouteOption.MAX_AGE, LONGEST_AGE),
            seconds(RouteOption.CLOCK_SKEW, LONGEST_SKEW).orElse(Duration.ZERO),
            lookup());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return rules;
  }

  private List<String> words(RouteOption option, Predicate<String> rule) {
    List<String> values = written.getOrDefault(option, List.of());
    for (String value : values) {
      if (value.isBlank()) {
        problems.add(option.wireName() + " has a blank value: leave it out to demand nothing");
      } else if (!rule.test(value)) {
        problems.add(option.wireName() + " has a value that cannot be one: \"" + value + '"');
      }
    }
    return values;
  }

  private Set<String> audiences() {
    List<String> one = words(RouteOption.AUDIENCE, WORD);
    List<String> any = words(RouteOption.AUDIENCES, WORD);
    if (!one.isEmpty() && !any.isEmpty()) {
      problems.add("audience and audiences exclude each other: audiences means any of several");
    }
    if (flag(RouteOption.ENFORCE_AUDIENCE) && one.isEmpty() && any.isEmpty()) {
      problems.add("enforce_audience demands an audience or audiences");
    }
    return new LinkedHashSet<>(one.isEmpty() ? any : one);
  }

  private Optional<String> single(RouteOption option) {
    return written.getOrDefault(option, List.of()).stream().findFirst();
  }

  private boolean flag(RouteOption option) {
    String value = single(option).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      problems.add(option.wireName() + " must be true or false");
    }
    return value.equals("true");
  }

  private Optional<Duration> seconds(RouteOption option, int longest) {
    Optional<String> value = single(option);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    boolean digits = value.get().matches("[0-9]{1,9}");
    if (!digits || Integer.parseInt(value.get()) > longest) {
      problems.add(option.wireName() + " must be a whole number of seconds from 0 to " + longest);
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(Integer.parseInt(value.get())));
  }

  private RouteRules.Lookup lookup() {
    return switch (single(RouteOption.TOKEN_LOOKUP).orElse("local")) {
      case "local" -> RouteRules.Lookup.LOCAL;
      case "database" -> RouteRules.Lookup.DATABASE;
      default -> {
        problems.add(RouteOption.TOKEN_LOOKUP.wireName() + " must be local or database");
        yield RouteRules.Lookup.LOCAL;
      }
    };
  }
}
