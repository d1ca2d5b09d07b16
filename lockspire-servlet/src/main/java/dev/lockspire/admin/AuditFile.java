package dev.lockspire.admin;

import dev.lockspire.http.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes evidence line by line, in one of two forms. */
interface AuditFile {

  void write(AuditEntry entry);

  static AuditFile of(ExportFormat format, Writer out) {
    return switch (format) {
      case CSV -> new Csv(out);
      case JSON_LINES -> new JsonLines(out);
    };
  }

  private static void append(Writer out, String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Map<String, Object> object) {
    return new String(JsonWriter.bytes(object), StandardCharsets.UTF_8);
  }

  /** RFC 4180. */
  final class Csv implements AuditFile {
    private final Writer out;

    Csv(Writer out) {
      this.out = out;
      line(
          List.of(
              "time",
              "action",
              "outcome",
              "reason_code",
              "actor_type",
              "actor_id",
              "actor_display",
              "resource_type",
              "resource_id",
              "metadata"));
    }

    @Override
    public void write(AuditEntry entry) {
      line(
          List.of(
              entry.time().toString(),
              entry.action(),
              entry.outcome(),
              entry.reasonCode().orElse(""),
              entry.actorType().orElse(""),
              entry.actorId().orElse(""),
              entry.actorDisplay().orElse(""),
              entry.resourceType(),
              entry.resourceId(),
              json(entry.metadata())));
    }

    private void line(List<String> fields) {
      append(out, String.join(",", fields.stream().map(Csv::field).toList()) + "\r\n");
    }

    /** A leading sign would be run as a formula by a spreadsheet. */
    private static String field(String value) {
      boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
      return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
  }

  /** One object per line. */
  final class JsonLines implements AuditFile {
    private final Writer out;

    JsonLines(Writer out) {
      this.out = out;
    }

    @Override
    public void write(AuditEntry entry) {
      JsonWriter json = new JsonWriter(256);
      json.beginObject()
          .field("time", entry.time().toString())
          .field("action", entry.action())
          .field("outcome", entry.outcome());
      entry.reasonCode().ifPresent(value -> json.field("reason_code", value));
      entry.actorType().ifPresent(value -> json.field("actor_type", value));
      entry.actorId().ifPresent(value -> json.field("actor_id", value));
      entry.actorDisplay().ifPresent(value -> json.field("actor_display", value));
      json.field("resource_type", entry.resourceType())
          .field("resource_id", entry.resourceId())
          .name("metadata")
          .any(entry.metadata());
      json.endObject();
      append(out, new String(json.toBytes(), StandardCharsets.UTF_8) + "\n");
    }
  }
}
