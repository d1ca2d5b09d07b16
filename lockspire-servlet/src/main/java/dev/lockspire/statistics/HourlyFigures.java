package dev.lockspire.statistics;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.StorageFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts by the hour: in memory at once, in the database with each {@link #flush}. */
public final class HourlyFigures implements Telemetry {
  private static final Logger LOG = LoggerFactory.getLogger(HourlyFigures.class);

  /**
   * More labels than this in one flush count as {@link #OTHER}: a label is not a caller's choice.
   */
  private static final int MOST_LABELS = 300;

  private static final int LONGEST_LABEL = 64;
  static final String OTHER = "other";

  private static final String ADD =
      """
      INSERT INTO {hourly_figures} AS f (hour, name, label, value)
      SELECT * FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::bigint[])
      ON CONFLICT (hour, name, label) DO UPDATE SET value =
        CASE WHEN f.name = 'sweep_lag' THEN greatest(f.value, EXCLUDED.value)
        ELSE f.value + EXCLUDED.value END
      """;

  private static final String SINCE =
      "SELECT hour, name, label, value FROM {hourly_figures} WHERE hour >= ? ORDER BY hour, name,"
          + " label LIMIT 20000";

  private record Key(Instant hour, Figure figure, String label) {}

  /** One figure of one hour. */
  public record Counted(Instant hour, String figure, String label, long value) {}

  private final ConcurrentHashMap<Key, AtomicLong> counts = new ConcurrentHashMap<>();
  private final Database database;
  private final InstantSource clock;
  private final String add;
  private final String since;

  public HourlyFigures(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.add = database.sql(ADD);
    this.since = database.sql(SINCE);
  }

  @Override
  public void emit(TelemetryEvent event, Map<String, String> attributes) {
    if (event == TelemetryEvent.TOKEN_ISSUED) {
      count(Figure.TOKENS_ISSUED, attributes.getOrDefault("grant_type", OTHER));
    } else if (event == TelemetryEvent.AUTHORIZATION_CODE_ISSUED) {
      count(Figure.SIGN_INS, "");
    }
  }

  /** One more of {@code figure}. */
  public void count(Figure figure, String label) {
    cell(figure, label).incrementAndGet();
  }

  /** {@code value}, when it is the highest of the hour. */
  public void highest(Figure figure, long value) {
    cell(figure, "").accumulateAndGet(value, Math::max);
  }

  private AtomicLong cell(Figure figure, String label) {
    Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    String kept = label.length() <= LONGEST_LABEL ? label : OTHER;
    Key key = new Key(hour, figure, kept);
    AtomicLong known = counts.get(key);
    if (known != null) {
      return known;
    }
    return counts.size() < MOST_LABELS
        ? counts.computeIfAbsent(key, k -> new AtomicLong())
        : counts.computeIfAbsent(new Key(hour, figure, OTHER), k -> new AtomicLong());
  }

  /** Adds what was counted to the database; keeps it for the next time when that fails. */
  public void flush() {
    Map<Key, Long> taken = new java.util.HashMap<>();
    for (Key key : List.copyOf(counts.keySet())) {
      // Counting goes on: a cell is emptied, and forgotten only when nobody added to it meanwhile.
      long value = counts.get(key).getAndSet(0);
      if (value != 0) {
        taken.put(key, value);
      } else {
        counts.computeIfPresent(key, (k, cell) -> cell.get() == 0 ? null : cell);
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    try {
      write(taken);
    } catch (StorageFailure e) {
      LOG.warn("Hourly figures could not be written; they are kept for the next time");
      taken.forEach(this::giveBack);
    }
  }

  private void giveBack(Key key, long value) {
    AtomicLong cell = counts.computeIfAbsent(key, k -> new AtomicLong());
    if (key.figure() == Figure.SWEEP_LAG) {
      cell.accumulateAndGet(value, Math::max);
    } else {
      cell.addAndGet(value);
    }
  }

  private void write(Map<Key, Long> taken) {
    List<String> hours = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<String> values = new ArrayList<>();
    // In one order on every node, so that two nodes never wait for each other.
    taken.entrySet().stream()
        .sorted(java.util.Comparator.comparing(entry -> entry.getKey().toString()))
        .forEach(
            entry -> {
              hours.add(entry.getKey().hour().toString());
              names.add(entry.getKey().figure().wireName());
              labels.add(entry.getKey().label());
              values.add(entry.getValue().toString());
            });
    database.execute(add, bind -> bind.texts(hours).texts(names).texts(labels).texts(values));
  }

  /** Everything counted from {@code hour} on, oldest first. */
  public List<Counted> since(Instant hour) {
    return database.all(
        since,
        bind -> bind.time(hour),
        row -> new Counted(row.time("hour"), row.text("name"), row.text("label"), row.id("value")));
  }
}
