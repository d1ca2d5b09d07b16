package dev.lockspire.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${key}} in texts such as init-params and annotation values, for what differs from
 * one deployment to the next. What is filled in is not searched for placeholders again.
 */
public final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)(}?)");

  private final MergedValues values;

  Placeholders(MergedValues values) {
    this.values = values;
  }

  MergedValues values() {
    return values;
  }

  /**
   * The text with every placeholder replaced: by what the sources say for the key, else by the
   * default of the key.
   *
   * @throws ConfigurationException when a key is unknown, has no value or is secret; carries all of
   *     them
   */
  public String resolve(String text) {
    List<ConfigurationProblem> problems = new ArrayList<>();
    String resolved =
        PLACEHOLDER
            .matcher(text)
            .replaceAll(match -> Matcher.quoteReplacement(fill(match, text, problems)));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return resolved;
  }

  private String fill(MatchResult match, String text, List<ConfigurationProblem> problems) {
    String name = match.group(1).strip();
    Optional<ConfigKey<?>> key = ConfigKeys.find(name);
    String refusal;
    if (match.group(2).isEmpty()) {
      refusal = "begins with ${ and is not closed by }";
    } else if (key.isPresent() && key.get().secret()) {
      refusal = "is secret and cannot be filled into a text";
    } else {
      Optional<String> value =
          values
              .value(name)
              .map(written -> written.text().strip())
              .or(() -> key.flatMap(ConfigKey::defaultText));
      if (value.isPresent()) {
        return value.get();
      }
      refusal = "has no value in any source of configuration";
    }
    problems.add(
        new ConfigurationProblem(
            name, Optional.empty(), "placeholder in \"" + text + "\"", refusal));
    return "";
  }
}
