package dev.lockspire.demo.run;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code --option value} and {@code --option=value}. */
final class CommandLine {
  private static final String SETTING_PREFIX = "lockspire.";

  private final Deque<String> words;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private int port = 8080;
  private OptionalInt httpsPort = OptionalInt.empty();
  private Optional<URI> issuer = Optional.empty();
  private Path data;
  private Optional<String> db = Optional.empty();
  private Optional<Path> clients = Optional.empty();
  private Optional<Path> policy = Optional.empty();
  private Optional<Path> trust = Optional.empty();
  private boolean allowPrivateTargets;
  private boolean automation;
  private boolean reset;

  private CommandLine(List<String> words, Path defaultData) {
    this.words = new ArrayDeque<>(words);
    this.data = defaultData;
  }

  static boolean asksForHelp(List<String> words) {
    return words.contains("--help") || words.contains("-h");
  }

  /**
   * @throws UsageProblem when an option is unknown, lacks its value or has an impossible one
   */
  static Options parse(List<String> words, Path defaultData) {
    CommandLine line = new CommandLine(words, defaultData);
    while (!line.words.isEmpty()) {
      line.next();
    }
    return line.options();
  }

  private void next() {
    String word = words.removeFirst();
    int equals = word.indexOf('=');
    boolean joined = word.startsWith("--") && equals > 0;
    String name = joined ? word.substring(0, equals) : word;
    if (joined) {
      words.addFirst(word.substring(equals + 1));
    }
    switch (name) {
      case "--port" -> port = portOf(name);
      case "--https-port" -> httpsPort = OptionalInt.of(portOf(name));
      case "--issuer" -> issuer = Optional.of(PublicUrls.issuer(value(name)));
      case "--data" -> data = path(name);
      case "--db" -> db = Optional.of(jdbcUrl(name));
      case "--clients" -> clients = Optional.of(file(name));
      case "--policy" -> policy = Optional.of(file(name));
      case "--trust" -> trust = Optional.of(file(name));
      case "--set" -> setting(value(name));
      case "--allow-private-targets" -> allowPrivateTargets = flag(name, joined);
      case "--automation" -> automation = flag(name, joined);
      case "--reset" -> reset = flag(name, joined);
      default -> throw new UsageProblem("unknown option " + name + "; --help lists them all");
    }
  }

  private Options options() {
    return new Options(
        port,
        httpsPort,
        issuer,
        data,
        db,
        clients,
        policy,
        trust,
        allowPrivateTargets,
        settings,
        automation,
        reset);
  }

  private String value(String name) {
    String value = words.pollFirst();
    if (value == null || value.isBlank() || value.startsWith("--")) {
      throw new UsageProblem(name + " needs a value");
    }
    return value.strip();
  }

  private static boolean flag(String name, boolean joined) {
    if (joined) {
      throw new UsageProblem(name + " takes no value");
    }
    return true;
  }

  private int portOf(String name) {
    String text = value(name);
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= 65535) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, as for a number that is no port.
    }
    throw new UsageProblem(name + " needs a port from 0 to 65535, not " + text);
  }

  private Path path(String name) {
    String text = value(name);
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new UsageProblem(name + " needs a path, not " + text);
    }
  }

  private Path file(String name) {
    Path file = path(name);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UsageProblem(name + " needs a file that can be read: " + file);
    }
    return file;
  }

  private String jdbcUrl(String name) {
    String url = value(name);
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new UsageProblem(name + " needs a URL that begins with jdbc:postgresql:");
    }
    return url;
  }

  private void setting(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1 || !assignment.startsWith(SETTING_PREFIX)) {
      throw new UsageProblem("--set needs lockspire.<key>=<value>");
    }
    settings.put(assignment.substring(0, equals).strip(), assignment.substring(equals + 1).strip());
  }
}
