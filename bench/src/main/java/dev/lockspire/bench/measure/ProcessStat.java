package dev.lockspire.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The line of {@code /proc/<pid>/stat} (proc(5)) as far as CPU time needs it.
 *
 * @param pid the process
 * @param parent its parent
 * @param ownTicks user and system time of all its threads
 * @param childTicks the same of ended children that it has waited for, theirs included
 */
record ProcessStat(long pid, long parent, long ownTicks, long childTicks) {
  /** {@code USER_HZ}, which Linux fixes for this file whatever the kernel's own tick is. */
  static final int TICKS_PER_SECOND = 100;

  private static final Path PROC = Path.of("/proc");

  /** Reads one line; the command name in parentheses may itself hold spaces and parentheses. */
  static ProcessStat parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 0 || close < open) {
      throw new IllegalArgumentException("not a line of /proc/<pid>/stat");
    }
    long pid = Long.parseLong(line.substring(0, open).strip());
    // What follows begins with field 3, the state.
    List<String> fields = List.of(line.substring(close + 1).strip().split(" "));
    long parent = Long.parseLong(fields.get(1));
    long own = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    long children = Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14));
    return new ProcessStat(pid, parent, own, children);
  }

  /** Empty when the process has ended. */
  static Optional<ProcessStat> of(long pid) {
    return line(PROC.resolve(pid + "/stat")).map(ProcessStat::parse);
  }

  private static Optional<String> line(Path file) {
    try {
      byte[] line = Files.readAllBytes(file);
      return line.length == 0
          ? Optional.empty()
          : Optional.of(new String(line, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException ended) {
      return Optional.empty();
    } catch (IOException e) {
      // A process that ends while it is read answers "no such process".
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      throw new UncheckedIOException(e);
    }
  }

  /** The threads of {@code pid} whose name begins so; none when the process has ended. */
  static List<ProcessStat> threads(long pid, String namePrefix) {
    List<ProcessStat> found = new ArrayList<>();
    Path tasks = PROC.resolve(pid + "/task");
    try (Stream<Path> entries = Files.list(tasks)) {
      for (Path thread : entries.toList()) {
        line(thread.resolve("stat"))
            .filter(line -> line.contains('(' + namePrefix))
            .ifPresent(line -> found.add(parse(line)));
      }
    } catch (NoSuchFileException ended) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Every process that lives now. */
  static List<ProcessStat> all() {
    List<ProcessStat> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(PROC)) {
      entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .forEach(pid -> of(Long.parseLong(pid)).ifPresent(found::add));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
