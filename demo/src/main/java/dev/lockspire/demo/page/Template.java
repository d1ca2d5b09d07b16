package dev.lockspire.demo.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML with holes: {@code {{name}}} is a value, always escaped unless it is {@link Markup}; {@code
 * {{#name}}…{{/name}}} is there when the value is true or present, and once per element when it is
 * a list of maps; {@code {{^name}}…{{/name}}} is there when it is not. Quote every attribute.
 *
 * <p>Inside a list, names of the element come before those outside of it.
 */
public final class Template {
  private static final Pattern TAG = Pattern.compile("\\{\\{([#^/]?)([a-z_]+)}}");

  private interface Node {
    void write(StringBuilder out, Values values);
  }

  /** Values by name; the inner scope wins. */
  private record Values(Map<String, ?> own, Values outer) {
    Object get(String name) {
      if (own.containsKey(name)) {
        return own.get(name);
      }
      return outer == null ? null : outer.get(name);
    }
  }

  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * @throws IllegalArgumentException when sections are not closed in order
   */
  public static Template parse(String text) {
    Matcher tags = TAG.matcher(text);
    List<Node> nodes = new ArrayList<>();
    int end = section(text, tags, 0, "", nodes);
    nodes.add(literal(text.substring(end)));
    return new Template(List.copyOf(nodes));
  }

  /** Reads up to the end of section {@code name}; answers where that is. */
  private static int section(String text, Matcher tags, int from, String name, List<Node> into) {
    int position = from;
    while (tags.find()) {
      into.add(literal(text.substring(position, tags.start())));
      position = tags.end();
      String key = tags.group(2);
      switch (tags.group(1)) {
        case "" -> into.add(value(key));
        case "/" -> {
          if (!key.equals(name)) {
            throw new IllegalArgumentException("{{/" + key + "}} closes nothing");
          }
          return position;
        }
        default -> {
          boolean whenPresent = tags.group(1).equals("#");
          List<Node> inner = new ArrayList<>();
          position = section(text, tags, position, key, inner);
          into.add(whenPresent ? present(key, inner) : absent(key, inner));
        }
      }
    }
    if (!name.isEmpty()) {
      throw new IllegalArgumentException("{{#" + name + "}} is not closed");
    }
    return position;
  }

  private static Node literal(String text) {
    return (out, values) -> out.append(text);
  }

  private static Node value(String name) {
    return (out, values) -> {
      Object value = values.get(name);
      if (value instanceof Markup markup) {
        out.append(markup.html());
      } else if (value != null) {
        out.append(Html.escape(value.toString()));
      }
    };
  }

  private static Node present(String name, List<Node> inner) {
    return (out, values) -> {
      Object value = values.get(name);
      if (value instanceof List<?> items) {
        items.forEach(item -> writeAll(inner, out, new Values(asMap(item), values)));
      } else if (isPresent(value)) {
        writeAll(inner, out, values);
      }
    };
  }

  private static Node absent(String name, List<Node> inner) {
    return (out, values) -> {
      if (!isPresent(values.get(name))) {
        writeAll(inner, out, values);
      }
    };
  }

  private static boolean isPresent(Object value) {
    if (value instanceof List<?> items) {
      return !items.isEmpty();
    }
    return value != null && !Boolean.FALSE.equals(value) && !value.toString().isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> asMap(Object item) {
    return item instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.of("item", item);
  }

  private static void writeAll(List<Node> nodes, StringBuilder out, Values values) {
    nodes.forEach(node -> node.write(out, values));
  }

  /** The template with its holes filled. */
  public Markup fill(Map<String, ?> values) {
    StringBuilder out = new StringBuilder(2048);
    writeAll(nodes, out, new Values(values, null));
    return new Markup(out.toString());
  }
}
