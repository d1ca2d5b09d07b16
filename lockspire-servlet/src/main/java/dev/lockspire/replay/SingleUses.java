package dev.lockspire.replay;

import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets each {@link SingleUse} through once, on whichever node it is presented first. What has
 * expired counts as never seen; removing it is the sweep's business, not a request's.
 */
public final class SingleUses {
  private static final String USED_JTI =
      "INSERT INTO {used_jtis} AS u (client_id, jti, expires_at) VALUES (?, ?, ?)"
          + " ON CONFLICT (client_id, jti) DO UPDATE SET expires_at = EXCLUDED.expires_at"
          + " WHERE u.expires_at <= ? RETURNING 1";

  private static final String USED_PROOF =
      "INSERT INTO {dpop_replay} AS p (replay_key, jti, htm, htu, jkt, seen_at,"
          + " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (replay_key) DO UPDATE"
          + " SET seen_at = EXCLUDED.seen_at, expires_at = EXCLUDED.expires_at"
          + " WHERE p.expires_at <= ? RETURNING 1";

  /** What one request can present, in the order in which it is bound. */
  private enum Kind {
    ASSERTION("assertion", USED_JTI),
    PROOF("proof", USED_PROOF),
    OBJECT("object", USED_JTI);

    private final String table;
    private final String insert;

    Kind(String table, String insert) {
      this.table = table;
      this.insert = insert;
    }

    /** Everything that one request can present, from nothing to all. */
    static List<Set<Kind>> together() {
      List<Set<Kind>> sets = new ArrayList<>(List.of(EnumSet.noneOf(Kind.class)));
      for (Kind kind : values()) {
        for (Set<Kind> set : List.copyOf(sets)) {
          Set<Kind> more = EnumSet.of(kind);
          more.addAll(set);
          sets.add(more);
        }
      }
      return sets;
    }

    String part() {
      return table + " AS (" + insert + ")";
    }

    /** What holds when it was not used before; true when it is not among {@code presented}. */
    String isNew(Set<Kind> presented) {
      return presented.contains(this) ? "EXISTS (SELECT 1 FROM " + table + ")" : "true";
    }
  }

  private final Database database;
  private final InstantSource clock;
  private final Map<Set<Kind>, String> statements;

  public SingleUses(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.statements = statements("");
  }

  /**
   * A statement for everything that can be presented together.
   *
   * @param row what is inserted besides, when all that is presented is new; empty for nothing
   */
  private Map<Set<Kind>, String> statements(String row) {
    Map<Set<Kind>, String> made = new HashMap<>();
    for (Set<Kind> presented : Kind.together()) {
      if (!presented.isEmpty() || !row.isEmpty()) {
        made.put(presented, database.sql(statement(presented, row)));
      }
    }
    return made;
  }

  private static String statement(Set<Kind> presented, String row) {
    String written =
        "written AS ("
            + row
            + " WHERE "
            + Stream.of(Kind.values())
                .map(kind -> kind.isNew(presented))
                .collect(Collectors.joining(" AND "))
            + ")";
    return "WITH "
        + Stream.concat(
                presented.stream().map(Kind::part),
                row.isEmpty() ? Stream.empty() : Stream.of(written))
            .collect(Collectors.joining(", "))
        + " SELECT "
        + Kind.ASSERTION.isNew(presented)
        + " AS a, "
        + Kind.PROOF.isNew(presented)
        + " AS p, "
        + Kind.OBJECT.isNew(presented)
        + " AS o";
  }

  /** Which of the things presented had not been used before; what was not presented counts so. */
  public record Fresh(boolean assertion, boolean proof, boolean object) {
    private static final Fresh NOTHING_PRESENTED = new Fresh(true, true, true);
  }

  /**
   * What one request presents.
   *
   * @param assertion what its client proved itself with
   * @param proof what its sender proved its key with
   * @param object what it was asked in
   */
  public record Presented(
      Optional<SingleUse.AssertionId> assertion,
      Optional<SingleUse.Proof> proof,
      Optional<SingleUse.RequestObjectId> object) {

    private Set<Kind> kinds() {
      Set<Kind> kinds = EnumSet.noneOf(Kind.class);
      assertion.ifPresent(use -> kinds.add(Kind.ASSERTION));
      proof.ifPresent(use -> kinds.add(Kind.PROOF));
      object.ifPresent(use -> kinds.add(Kind.OBJECT));
      return kinds;
    }

    private void bind(Binder bind, Instant now) {
      assertion.ifPresent(
          use -> bind.text(use.clientId()).text(use.jti()).time(use.expiresAt()).time(now));
      proof.ifPresent(use -> SingleUses.bind(bind, use, now));
      object.ifPresent(
          use -> bind.text(use.clientId()).text(use.key()).time(use.expiresAt()).time(now));
    }
  }

  /**
   * Uses up {@code use}, in one statement.
   *
   * @return false when it was used before
   * @throws dev.lockspire.storage.StorageFailure when that cannot be known: the caller must refuse
   */
  public boolean claim(SingleUse use) {
    Fresh fresh =
        claim(
            new Presented(
                only(use, SingleUse.AssertionId.class),
                only(use, SingleUse.Proof.class),
                only(use, SingleUse.RequestObjectId.class)));
    return fresh.assertion() && fresh.proof() && fresh.object();
  }

  private static <T extends SingleUse> Optional<T> only(SingleUse use, Class<T> type) {
    return Optional.of(use).filter(type::isInstance).map(type::cast);
  }

  /** As {@link #claim(Presented)}, for a request that cannot present anything else. */
  public Fresh claim(Optional<SingleUse.AssertionId> id, Optional<SingleUse.Proof> proof) {
    return claim(new Presented(id, proof, Optional.empty()));
  }

  /**
   * Uses up what one request presents, in one statement; in none when it presents nothing.
   *
   * @throws dev.lockspire.storage.StorageFailure when it cannot be known whether they were used
   *     before: the caller must refuse
   */
  public Fresh claim(Presented presented) {
    Set<Kind> kinds = presented.kinds();
    return kinds.isEmpty()
        ? Fresh.NOTHING_PRESENTED
        : claim(statements.get(kinds), presented, bind -> {});
  }

  private Fresh claim(String sql, Presented presented, Consumer<Binder> row) {
    Instant now = clock.instant();
    return database
        .first(
            sql,
            bind -> {
              presented.bind(bind, now);
              row.accept(bind);
            },
            result -> new Fresh(result.flag("a"), result.flag("p"), result.flag("o")))
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
    private final Map<Set<Kind>, String> withRow;

    private WithRow(String insert) {
      this.withRow = statements(insert);
    }

    /**
     * Uses up what one request presents and writes the row: always one statement.
     *
     * @throws dev.lockspire.storage.StorageFailure when neither can be known to have happened
     */
    public Fresh claim(Presented presented, Consumer<Binder> row) {
      return SingleUses.this.claim(withRow.get(presented.kinds()), presented, row);
    }
  }

  private static void bind(Binder bind, SingleUse.Proof use, Instant now) {
    bind.text(use.key()).text(use.jti()).text(use.htm()).text(use.htu()).text(use.jkt());
    bind.time(now).time(use.expiresAt()).time(now);
  }
}
