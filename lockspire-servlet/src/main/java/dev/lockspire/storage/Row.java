package dev.lockspire.storage;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** One row of a result, read by column name. A getter answers null for SQL NULL. */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  public String text(String column) {
    return read(() -> result.getString(column));
  }

  /** A {@code text[]}; empty for NULL. */
  public List<String> texts(String column) {
    return read(
        () -> {
          Array array = result.getArray(column);
          return array == null ? List.of() : List.of((String[]) array.getArray());
        });
  }

  public Instant time(String column) {
    return read(
        () -> {
          OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
          return time == null ? null : time.toInstant();
        });
  }

  public byte[] bytes(String column) {
    return read(() -> result.getBytes(column));
  }

  public Long id(String column) {
    return read(
        () -> {
          long value = result.getLong(column);
          return result.wasNull() ? null : value;
        });
  }

  public Integer number(String column) {
    return read(
        () -> {
          int value = result.getInt(column);
          return result.wasNull() ? null : value;
        });
  }

  /** False for SQL NULL. */
  public boolean flag(String column) {
    return read(() -> result.getBoolean(column));
  }

  /** A boolean that may be NULL; empty then. */
  public Optional<Boolean> optionalFlag(String column) {
    return read(() -> Optional.ofNullable(result.getObject(column, Boolean.class)));
  }

  private static <T> T read(Read<T> read) {
    try {
      return read.run();
    } catch (SQLException e) {
      throw new StorageFailure("a column could not be read", e);
    }
  }

  private interface Read<T> {
    T run() throws SQLException;
  }
}
