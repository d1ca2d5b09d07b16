package dev.lockspire.faces.admin.refusals;

import dev.lockspire.faces.admin.text.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values that a rule compared. What was sent and is not among what would have been right is
 * marked; where an address is nearly right, only what differs is, on both sides.
 */
final class Comparison {
  /** Names under which rules keep what the caller sent. */
  private static final Set<String> SENT = Set.of("asked", "presented");

  private Comparison() {}

  /** One value under its name; without parts when it is empty. */
  public record Value(String name, List<Part> parts) {
    public Value {
      parts = List.copyOf(parts);
    }
  }

  /** A piece of a value. */
  public record Part(String text, boolean differs) {}

  static List<Value> of(Map<String, String> compared, Texts texts) {
    List<String> names = List.copyOf(compared.keySet());
    if (names.size() != 2 || !SENT.contains(names.get(0))) {
      return names.stream()
          .map(name -> new Value(words(name, texts), parts(compared.get(name), Map.of())))
          .toList();
    }
    String sent = compared.get(names.get(0));
    String right = compared.get(names.get(1));
    Map<String, Difference> sentMarks = new HashMap<>();
    Map<String, Difference> rightMarks = new HashMap<>();
    for (String word : split(sent)) {
      if (!split(right).contains(word)) {
        Difference nearest = Difference.nearest(word, split(right));
        sentMarks.put(word, nearest);
        nearest.other().ifPresent(other -> rightMarks.put(other, nearest.mirrored()));
      }
    }
    return List.of(
        new Value(words(names.get(0), texts), parts(sent, sentMarks)),
        new Value(words(names.get(1), texts), parts(right, rightMarks)));
  }

  private static String words(String name, Texts texts) {
    return texts.has(key(name)) ? texts.get(key(name)) : name.replace('_', ' ');
  }

  /** Under which the words of a name are kept. */
  static String key(String name) {
    return "compared." + name.replace("'", "").replace(' ', '_');
  }

  private static List<String> split(String value) {
    return value.isEmpty() ? List.of() : List.of(value.split(" "));
  }

  private static List<Part> parts(String value, Map<String, Difference> marks) {
    List<Part> parts = new ArrayList<>();
    for (String word : split(value)) {
      if (!parts.isEmpty()) {
        parts.add(new Part(" ", false));
      }
      Difference mark = marks.get(word);
      if (mark == null) {
        parts.add(new Part(word, false));
      } else {
        parts.add(new Part(word.substring(0, mark.start()), false));
        parts.add(new Part(word.substring(mark.start(), mark.end()), true));
        parts.add(new Part(word.substring(mark.end()), false));
      }
    }
    parts.removeIf(part -> part.text().isEmpty());
    return parts;
  }
}
