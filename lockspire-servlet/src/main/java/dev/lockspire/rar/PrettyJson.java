package dev.lockspire.rar;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** JSON over several lines, members in the order of {@link CanonicalJson}. */
final class PrettyJson {
  private PrettyJson() {}

  static String of(Object value) {
    StringBuilder out = new StringBuilder(256);
    write(out, value, "\n");
    return out.toString();
  }

  private static void write(StringBuilder out, Object value, String line) {
    String inner = line + "  ";
    if (value instanceof Map<?, ?> object && !object.isEmpty()) {
      String separator = "{";
      for (Map.Entry<?, ?> member : new TreeMap<>(object).entrySet()) {
        out.append(separator).append(inner).append(CanonicalJson.of(member.getKey())).append(": ");
        write(out, member.getValue(), inner);
        separator = ",";
      }
      out.append(line).append('}');
    } else if (value instanceof Collection<?> array && !array.isEmpty()) {
      String separator = "[";
      for (Object element : array) {
        out.append(separator).append(inner);
        write(out, element, inner);
        separator = ",";
      }
      out.append(line).append(']');
    } else {
      out.append(CanonicalJson.of(value));
    }
  }
}
