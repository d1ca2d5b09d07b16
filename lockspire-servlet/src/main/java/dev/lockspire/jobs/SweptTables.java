package dev.lockspire.jobs;

import dev.lockspire.storage.Database;
import dev.lockspire.traffic.RecordedTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every table the sweep looks after, in the order it does. A new growing table is a line here. */
final class SweptTables {
  private SweptTables() {}

  static List<SweptTable> all(Database database, Retention retention) {
    List<SweptTable> tables = new ArrayList<>();
    tables.add(new SealedSuccessors(database, retention.refreshGrace()));
    tables.add(new TokenRows(database, Retention.REUSE_EVIDENCE));
    tables.add(ExpiredRows.of(database, "interactions", "expires_at", Duration.ZERO));
    tables.add(
        ExpiredRows.of(database, "pushed_authorization_requests", "expires_at", Duration.ZERO));
    tables.add(ExpiredRows.of(database, "dpop_replay", "expires_at", Duration.ZERO));
    tables.add(ExpiredRows.of(database, "used_jtis", "expires_at", Duration.ZERO));
    tables.add(ExpiredRows.of(database, "session_clients", "expires_at", Duration.ZERO));
    tables.add(ExpiredRows.of(database, "logout_events", "completed_at", Retention.LOGOUT));
    tables.add(ExpiredRows.of(database, "refusals", "expires_at", Duration.ZERO));
    tables.add(new SurplusRefusals(database, retention.refusalRows()));
    tables.add(ExpiredRows.of(database, "hourly_figures", "hour", Retention.FIGURES));
    tables.add(ExpiredRows.of(database, "client_traffic", "day", RecordedTraffic.KEPT));
    retention.audit().ifPresent(keep -> tables.add(new AuditRows(database, keep)));
    return List.copyOf(tables);
  }
}
