package dev.lockspire.audit;

import dev.lockspire.http.JsonWriter;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Transaction;
import java.nio.charset.StandardCharsets;

/**
 * Writes audit rows inside somebody else's step, so that a change and its evidence commit together
 * or not at all.
 */
public final class AuditTrail {
  private static final String INTO =
      """
      INSERT INTO {audit_events} (action, outcome, reason_code, actor_type, actor_id, actor_display,
        resource_type, resource_id, metadata, inserted_at)
      """;
  private static final String VALUES = " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?";

  private final Database database;
  private final String insert;

  public AuditTrail(Database database) {
    this.database = database;
    this.insert = database.sql(INTO + VALUES);
  }

  /**
   * A data-modifying part of a {@code WITH} statement that writes one row for each row of {@code
   * guard}: none when the guarded change did not happen. The template still goes through {@link
   * Database#sql}; parameters are bound by {@link #bind} at this place.
   *
   * @param name of the part, and of the guard it depends on
   */
  public static String part(String name, String guard) {
    return name + " AS (" + INTO + VALUES + " FROM " + guard + ")";
  }

  /** Binds what one {@link #part} or one insert needs. */
  public static Binder bind(Binder binder, AuditEvent event) {
    return binder
        .text(event.action())
        .text(event.outcome().wireName())
        .text(event.reasonCode())
        .text(event.actor().type().wireName())
        .text(event.actor().id())
        .text(event.actor().display())
        .text(event.resourceType())
        .text(event.resourceId())
        .json(metadata(event))
        .time(event.time());
  }

  private static String metadata(AuditEvent event) {
    return event.metadata().isEmpty()
        ? "{}"
        : new String(JsonWriter.bytes(Redaction.clean(event.metadata())), StandardCharsets.UTF_8);
  }

  /** Writes one row inside {@code transaction}. */
  public void append(Transaction transaction, AuditEvent event) {
    transaction.statements().execute(insert, binder -> bind(binder, event));
  }

  /**
   * Writes one row that belongs to no change, in one statement.
   *
   * @throws dev.lockspire.storage.StorageFailure when the database refuses or cannot answer
   */
  void append(AuditEvent event) {
    database.execute(insert, binder -> bind(binder, event));
  }
}
