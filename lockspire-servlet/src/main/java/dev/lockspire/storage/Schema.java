package dev.lockspire.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The PostgreSQL schema that holds the protocol state, and how a statement names a table in it.
 *
 * @param name a plain identifier, checked before any SQL is built from it
 */
public record Schema(String name) {
  /** Ten characters fewer than PostgreSQL takes: the notification channel is named after it. */
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,52}");

  private static final Pattern TABLE = Pattern.compile("\\{([a-z_]+)}");

  /**
   * @throws IllegalArgumentException when {@code name} is not a plain identifier
   */
  public Schema {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw new IllegalArgumentException("not a schema name: " + name);
    }
  }

  /**
   * {@code template} with every {@code {table}} replaced by the qualified name of that table.
   * Called once, when a store is built.
   */
  public String sql(String template) {
    return TABLE
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(table(match.group(1))));
  }

  private String table(String name) {
    return '"' + this.name + "\".lockspire_" + name;
  }
}
