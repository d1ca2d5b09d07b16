package dev.lockspire.storage;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;

/**
 * One running transaction: entities through {@link #session()}, native statements through {@link
 * #statements()}, both on the same connection, and changes that other nodes must hear of.
 */
public final class Transaction {
  private final StatelessSession session;
  private final Statements statements;
  private final List<Change> announced = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();

  Transaction(StatelessSession session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  public StatelessSession session() {
    return session;
  }

  public Statements statements() {
    return statements;
  }

  /**
   * Tells every node, this one included, once and only if this transaction commits.
   *
   * @param topic what kind of thing changed
   * @param key which one
   */
  public void announce(String topic, String key) {
    announced.add(new Change(topic, key));
  }

  /** Runs {@code action} after the commit; never after a rollback. */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  List<Change> announced() {
    return announced;
  }

  List<Runnable> afterCommitActions() {
    return afterCommit;
  }
}
