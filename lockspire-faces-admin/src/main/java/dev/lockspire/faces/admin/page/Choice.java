package dev.lockspire.faces.admin.page;

import java.util.Objects;

/**
 * One of a few values to choose from.
 *
 * @param value as it stands in the query string or form
 * @param label its words
 */
public record Choice(String value, String label) {

  public Choice {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(label, "label");
  }
}
