package dev.lockspire.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.postgresql.PGStatement;

/**
 * Binds the parameters of a statement in order, each by its type. Null is allowed everywhere and
 * binds SQL NULL.
 */
public final class Binder {
  private final PreparedStatement statement;
  private int index;

  Binder(PreparedStatement statement) {
    this.statement = statement;
  }

  /** The driver would soon keep one plan for every value, were it not told. */
  void planEachTime() {
    try {
      if (statement.isWrapperFor(PGStatement.class)) {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      }
    } catch (SQLException e) {
      throw Statements.failure(e);
    }
  }

  public Binder text(String value) {
    return bind(() -> statement.setString(++index, value));
  }

  public Binder texts(Collection<String> value) {
    return bind(
        () ->
            statement.setArray(
                ++index,
                value == null
                    ? null
                    : statement.getConnection().createArrayOf("text", value.toArray())));
  }

  public Binder time(Instant value) {
    return bind(
        () -> {
          if (value == null) {
            statement.setNull(++index, Types.TIMESTAMP_WITH_TIMEZONE);
          } else {
            statement.setObject(++index, value.atOffset(ZoneOffset.UTC));
          }
        });
  }

  /** A JSON document as text; the statement says {@code ?::jsonb}. */
  public Binder json(String value) {
    return text(value);
  }

  public Binder bytes(byte[] value) {
    return bind(() -> statement.setBytes(++index, value));
  }

  public Binder number(Integer value) {
    return bind(
        () -> {
          if (value == null) {
            statement.setNull(++index, Types.INTEGER);
          } else {
            statement.setInt(++index, value);
          }
        });
  }

  public Binder id(Long value) {
    return bind(
        () -> {
          if (value == null) {
            statement.setNull(++index, Types.BIGINT);
          } else {
            statement.setLong(++index, value);
          }
        });
  }

  public Binder flag(boolean value) {
    return bind(() -> statement.setBoolean(++index, value));
  }

  private Binder bind(Bind bind) {
    try {
      bind.run();
      return this;
    } catch (SQLException e) {
      throw new StorageFailure("a parameter could not be bound", e);
    }
  }

  private interface Bind {
    void run() throws SQLException;
  }
}
