package dev.lockspire.admin;

/** In which form a list leaves the console. */
public enum ExportFormat {
  /** RFC 4180 with a header line. */
  CSV,
  /** One JSON object per line. */
  JSON_LINES
}
