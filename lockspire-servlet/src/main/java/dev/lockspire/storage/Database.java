package dev.lockspire.storage;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.JDBCException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * The one way to protocol state. A store method is one protocol step: either one native statement,
 * which is its own transaction, or one explicit transaction.
 *
 * <p>Isolation is READ COMMITTED; single winners come from row locks and guarded updates.
 */
public final class Database implements AutoCloseable {
  private final DataSource dataSource;
  private final Schema schema;
  private final SessionFactory sessions;
  private final Changes changes;
  private final ChangeListener listener;
  private final Runnable closePool;

  Database(
      DataSource dataSource,
      Schema schema,
      SessionFactory sessions,
      Changes changes,
      ChangeListener listener,
      Runnable closePool) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.sessions = sessions;
    this.changes = changes;
    this.listener = listener;
    this.closePool = closePool;
  }

  public Schema schema() {
    return schema;
  }

  /** {@code template} with {@code {table}} names resolved; call it once per store. */
  public String sql(String template) {
    return schema.sql(template);
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public Changes changes() {
    return changes;
  }

  /**
   * One statement in one round trip, committed by itself; its first row.
   *
   * @throws StorageFailure when the database cannot answer
   */
  public <T> Optional<T> first(String sql, Consumer<Binder> bind, Function<Row, T> read) {
    return single(statements -> statements.first(sql, bind, read));
  }

  /** As {@link #first}, with every row. */
  public <T> List<T> all(String sql, Consumer<Binder> bind, Function<Row, T> read) {
    return single(statements -> statements.all(sql, bind, read));
  }

  /**
   * As {@link #all}, planned anew for the values that are bound: for lists, where the way to what
   * is rare is not the way to what is common.
   */
  public <T> List<T> search(String sql, Consumer<Binder> bind, Function<Row, T> read) {
    return single(statements -> statements.search(sql, bind, read));
  }

  /** One changing statement in one round trip, committed by itself; how many rows it changed. */
  public int execute(String sql, Consumer<Binder> bind) {
    return single(statements -> statements.execute(sql, bind));
  }

  private <T> T single(Function<Statements, T> step) {
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.getAutoCommit()) {
        connection.setAutoCommit(true);
      }
      return step.apply(new Statements(connection));
    } catch (SQLException e) {
      throw Statements.failure(e);
    }
  }

  /**
   * Entities through Hibernate, for reading only.
   *
   * @throws StorageFailure when the database cannot answer
   */
  public <T> T read(Function<StatelessSession, T> step) {
    try (StatelessSession session = sessions.openStatelessSession()) {
      return step.apply(session);
    } catch (PersistenceException e) {
      throw failure(e);
    }
  }

  /**
   * One transaction: commits when {@code step} returns, rolls back when it throws. Announced
   * changes reach the other nodes with the commit and this node right after it.
   *
   * @throws StorageFailure when there is no connection, or the database refuses something
   */
  public <T> T transaction(Function<Transaction, T> step) {
    try (StatelessSession session = sessions.openStatelessSession()) {
      return session.doReturningWork(
          connection -> {
            Transaction transaction = new Transaction(session, new Statements(connection));
            org.hibernate.Transaction running = session.beginTransaction();
            T result;
            try {
              result = step.apply(transaction);
              notifyNodes(transaction);
              running.commit();
            } catch (RuntimeException | Error e) {
              if (running.isActive()) {
                running.rollback();
              }
              throw e;
            }
            transaction.announced().forEach(changes::deliver);
            transaction.afterCommitActions().forEach(Runnable::run);
            return result;
          });
    } catch (PersistenceException e) {
      throw failure(e);
    }
  }

  /** Hibernate's messages may quote rows: only what kind of failure it was is told. */
  private static StorageFailure failure(PersistenceException e) {
    return e instanceof JDBCException refused
        ? Statements.failure(refused.getSQLException())
        : new StorageFailure("a row could not be read or written", null);
  }

  private void notifyNodes(Transaction transaction) {
    for (Change change : transaction.announced()) {
      transaction
          .statements()
          .first(
              "SELECT pg_notify(?, ?)",
              b -> b.text(ChangeListener.channel(schema)).text(change.payload()),
              row -> true);
    }
  }

  @Override
  public void close() {
    listener.close();
    sessions.close();
    closePool.run();
  }
}
