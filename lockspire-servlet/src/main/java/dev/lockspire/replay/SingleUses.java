package dev.lockspire.replay;

import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets each {@link SingleUse} through once, on whichever node it is presented first. What has
 * expired counts as never seen; removing it is the sweep's business, not a request's.
 */
public final class SingleUses {
  private static final String ASSERTION =
      "assertion AS (INSERT INTO {used_jtis} AS u (client_id, jti, expires_at) VALUES (?, ?, ?)"
          + " ON CONFLICT (client_id, jti) DO UPDATE SET expires_at = EXCLUDED.expires_at"
          + " WHERE u.expires_at <= ? RETURNING 1)";

  private static final String PROOF =
      "proof AS (INSERT INTO {dpop_replay} AS p (replay_key, jti, htm, htu, jkt, seen_at,"
          + " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (replay_key) DO UPDATE"
          + " SET seen_at = EXCLUDED.seen_at, expires_at = EXCLUDED.expires_at"
          + " WHERE p.expires_at <= ? RETURNING 1)";

  private static final String ASSERTION_IS_NEW = "EXISTS (SELECT 1 FROM assertion)";
  private static final String PROOF_IS_NEW = "EXISTS (SELECT 1 FROM proof)";

  private final Database database;
  private final InstantSource clock;
  private final String assertion;
  private final String proof;
  private final String both;

  public SingleUses(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.assertion = database.sql(statement(true, false, ""));
    this.proof = database.sql(statement(false, true, ""));
    this.both = database.sql(statement(true, true, ""));
  }

  /**
   * @param row what is inserted besides, when all that is presented is new; empty for nothing
   */
  private static String statement(boolean assertion, boolean proof, String row) {
    String assertionIsNew = assertion ? ASSERTION_IS_NEW : "true";
    String proofIsNew = proof ? PROOF_IS_NEW : "true";
    List<String> parts = new ArrayList<>();
    if (assertion) {
      parts.add(ASSERTION);
    }
    if (proof) {
      parts.add(PROOF);
    }
    if (!row.isEmpty()) {
      parts.add("written AS (" + row + " WHERE " + assertionIsNew + " AND " + proofIsNew + ")");
    }
    return "WITH "
        + String.join(", ", parts)
        + " SELECT "
        + assertionIsNew
        + " AS a, "
        + proofIsNew
        + " AS p";
  }

  /** Which of two presented things had not been used before; what was not presented counts so. */
  public record Fresh(boolean assertion, boolean proof) {}

  /**
   * Uses up {@code use}, in one statement.
   *
   * @return false when it was used before
   * @throws dev.lockspire.storage.StorageFailure when that cannot be known: the caller must refuse
   */
  public boolean claim(SingleUse use) {
    return use instanceof SingleUse.AssertionId id
        ? claim(Optional.of(id), Optional.empty()).assertion()
        : claim(Optional.empty(), Optional.of((SingleUse.Proof) use)).proof();
  }

  /**
   * Uses up what one request presents, in one statement; in none when it presents nothing.
   *
   * @throws dev.lockspire.storage.StorageFailure when it cannot be known whether they were used
   *     before: the caller must refuse
   */
  public Fresh claim(Optional<SingleUse.AssertionId> id, Optional<SingleUse.Proof> presented) {
    if (id.isEmpty() && presented.isEmpty()) {
      return new Fresh(true, true);
    }
    String sql = id.isEmpty() ? proof : presented.isEmpty() ? assertion : both;
    return claim(sql, id, presented, bind -> {});
  }

  private Fresh claim(
      String sql,
      Optional<SingleUse.AssertionId> id,
      Optional<SingleUse.Proof> presented,
      Consumer<Binder> row) {
    Instant now = clock.instant();
    return database
        .first(
            sql,
            bind -> {
              id.ifPresent(use -> bind(bind, use, now));
              presented.ifPresent(use -> bind(bind, use, now));
              row.accept(bind);
            },
            result -> new Fresh(result.flag("a"), result.flag("p")))
        .orElseThrow();
  }

  /**
   * Claims that write a row in the same statement, if and only if all that is presented is new.
   *
   * @param insert a template for {@link Database#sql}: {@code INSERT … SELECT} of parameters,
   *     without a condition
   */
  public WithRow withRow(String insert) {
    return new WithRow(insert);
  }

  /** See {@link SingleUses#withRow}. */
  public final class WithRow {
    private final String rowAlone;
    private final String rowAndAssertion;
    private final String rowAndProof;
    private final String rowAndBoth;

    private WithRow(String insert) {
      this.rowAlone = database.sql(statement(false, false, insert));
      this.rowAndAssertion = database.sql(statement(true, false, insert));
      this.rowAndProof = database.sql(statement(false, true, insert));
      this.rowAndBoth = database.sql(statement(true, true, insert));
    }

    /**
     * Uses up what one request presents and writes the row: always one statement.
     *
     * @throws dev.lockspire.storage.StorageFailure when neither can be known to have happened
     */
    public Fresh claim(
        Optional<SingleUse.AssertionId> id,
        Optional<SingleUse.Proof> presented,
        Consumer<Binder> row) {
      String sql =
          id.isPresent()
              ? presented.isPresent() ? rowAndBoth : rowAndAssertion
              : presented.isPresent() ? rowAndProof : rowAlone;
      return SingleUses.this.claim(sql, id, presented, row);
    }
  }

  private static void bind(Binder bind, SingleUse.AssertionId use, Instant now) {
    bind.text(use.clientId()).text(use.jti()).time(use.expiresAt()).time(now);
  }

  private static void bind(Binder bind, SingleUse.Proof use, Instant now) {
    bind.text(use.key()).text(use.jti()).text(use.htm()).text(use.htu()).text(use.jkt());
    bind.time(now).time(use.expiresAt()).time(now);
  }
}
