package dev.lockspire.admin;

import dev.lockspire.http.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes a list row by row, in one of two forms. */
interface ListFile<T> {

  void write(T row);

  static <T> ListFile<T> of(ExportFormat format, List<ListColumn<T>> columns, Writer out) {
    return switch (format) {
      case CSV -> new Csv<>(columns, out);
      case JSON_LINES -> new JsonLines<>(columns, out);
    };
  }

  /** Points in time as ISO 8601; null for what is not there. */
  private static Object plain(Object value) {
    Object known = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    return known instanceof Instant time ? time.toString() : known;
  }

  private static void append(Writer out, String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** RFC 4180. */
  final class Csv<T> implements ListFile<T> {
    private final List<ListColumn<T>> columns;
    private final Writer out;

    Csv(List<ListColumn<T>> columns, Writer out) {
      this.columns = columns;
      this.out = out;
      line(columns.stream().map(ListColumn::name).toList());
    }

    @Override
    public void write(T row) {
      line(columns.stream().map(column -> text(plain(column.value().apply(row)))).toList());
    }

    private void line(List<String> fields) {
      append(out, String.join(",", fields.stream().map(Csv::field).toList()) + "\r\n");
    }

    private static String text(Object value) {
      if (value instanceof Map<?, ?>) {
        return new JsonWriter(256).any(value).toString();
      }
      return value instanceof List<?> items
          ? String.join(" ", items.stream().map(Object::toString).toList())
          : Objects.toString(value, "");
    }

    /** A leading sign would be run as a formula by a spreadsheet. */
    private static String field(String value) {
      boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
      return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
  }

  /** One object per line, without what is not there. */
  final class JsonLines<T> implements ListFile<T> {
    private final List<ListColumn<T>> columns;
    private final Writer out;

    JsonLines(List<ListColumn<T>> columns, Writer out) {
      this.columns = columns;
      this.out = out;
    }

    @Override
    public void write(T row) {
      JsonWriter json = new JsonWriter(256);
      json.beginObject();
      for (ListColumn<T> column : columns) {
        Object value = plain(column.value().apply(row));
        if (value != null) {
          json.field(column.name(), value);
        }
      }
      json.endObject();
      append(out, new String(json.toBytes(), StandardCharsets.UTF_8) + "\n");
    }
  }
}
