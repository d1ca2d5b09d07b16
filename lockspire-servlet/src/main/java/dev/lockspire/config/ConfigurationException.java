package dev.lockspire.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; carries every problem found, not only the first. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationProblem> problems;

  public ConfigurationException(List<ConfigurationProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, in the order of the table of keys. Never empty. */
  public List<ConfigurationProblem> problems() {
    return problems;
  }

  private static String message(List<ConfigurationProblem> problems) {
    String headline =
        problems.size() == 1
            ? "Lockspire's configuration has a problem:"
            : "Lockspire's configuration has " + problems.size() + " problems:";
    return problems.stream()
        .map(problem -> System.lineSeparator() + "  - " + problem)
        .collect(Collectors.joining("", headline, ""));
  }
}
