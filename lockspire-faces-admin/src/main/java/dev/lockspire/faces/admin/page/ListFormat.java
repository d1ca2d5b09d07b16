package dev.lockspire.faces.admin.page;

import dev.lockspire.admin.ExportFormat;

/** In which files lists leave the console, by the word that pages use. */
enum ListFormat {
  CSV(ExportFormat.CSV, ".csv", "text/csv"),
  JSON(ExportFormat.JSON_LINES, ".jsonl", "application/jsonl");

  private final ExportFormat format;
  private final String ending;
  private final String mediaType;

  ListFormat(ExportFormat format, String ending, String mediaType) {
    this.format = format;
    this.ending = ending;
    this.mediaType = mediaType;
  }

  ExportFormat format() {
    return format;
  }

  String ending() {
    return ending;
  }

  String mediaType() {
    return mediaType;
  }
}
