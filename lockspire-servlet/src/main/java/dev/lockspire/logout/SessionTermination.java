package dev.lockspire.logout;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ends sessions: what was issued in them and is still good is revoked, and it is put on record, in
 * one statement.
 *
 * <p>For the host this is the way to end a session without its browser: after a change of password,
 * or when an account is closed. Refresh tokens that were granted {@code offline_access} are meant
 * to outlive the session (OpenID Connect Back-Channel Logout §2.7) and stay, unless configured
 * otherwise.
 */
public final class SessionTermination {
  private static final String INITIATED_BY_APPLICATION = "rp_initiated_logout";
  private static final String INITIATED_BY_HOST = "host";

  private final Database database;
  private final Telemetry telemetry;
  private final RandomSource random;
  private final InstantSource clock;
  private final String endSid;
  private final String endSubject;
  private final String exists;

  /** What was ended. */
  public record Ended(String eventId, int revokedTokens) {}

  /**
   * @param revokeOfflineAccess whether refresh tokens granted {@code offline_access} end too
   */
  public SessionTermination(
      Database database,
      Telemetry telemetry,
      RandomSource random,
      InstantSource clock,
      boolean revokeOfflineAccess) {
    this.database = database;
    this.telemetry = telemetry;
    this.random = random;
    this.clock = clock;
    this.endSid = database.sql(statement("t.sid = ?", revokeOfflineAccess));
    this.endSubject = database.sql(statement("t.account_id = ?", revokeOfflineAccess));
    this.exists = database.sql("SELECT 1 FROM {logout_events} WHERE event_id = ?");
  }

  /** The event, its evidence and the revocation; nothing at all when the event exists already. */
  private static String statement(String whose, boolean revokeOfflineAccess) {
    String kept =
        revokeOfflineAccess
            ? ""
            : " AND NOT (t.token_type = 'refresh_token' AND 'offline_access' = ANY (t.scopes))";
    return """
        WITH event AS (
          INSERT INTO {logout_events} (event_id, sid, account_id, subject, client_id, initiated_by,
            post_logout_redirect_uri, completed_at, inserted_at, updated_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (event_id) DO NOTHING RETURNING event_id),
        """
        + AuditTrail.part("evidence", "event")
        + """
        , revoked AS (
          UPDATE {tokens} t SET revoked_at = ? FROM event
          WHERE\s"""
        + whose
        + " AND t.revoked_at IS NULL AND t.redeemed_at IS NULL"
        + kept
        + " RETURNING t.id) SELECT (SELECT count(*) FROM revoked)::int AS revoked FROM event";
  }

  /**
   * Ends one session of one person in one browser.
   *
   * @param sid the public session id, as in the ID token
   * @throws dev.lockspire.storage.StorageFailure when nothing could be ended
   */
  public Ended logoutSession(String sid) {
    return end(endSid, event(Optional.of(sid), Optional.empty()), sid);
  }

  /**
   * Ends every session of a person.
   *
   * @param subject as the account resolver names the person
   * @throws dev.lockspire.storage.StorageFailure when nothing could be ended
   */
  public Ended logoutSubject(String subject) {
    return end(endSubject, event(Optional.empty(), Optional.of(subject)), subject);
  }

  /** Ends what an application asked for; a second time for the same event does nothing. */
  Ended complete(Completion completion) {
    Optional<String> sid = completion.session().flatMap(Session::sid);
    Event event =
        new Event(
            completion.eventId(),
            sid,
            completion.session().map(Session::subject),
            completion.clientId(),
            INITIATED_BY_APPLICATION,
            completion.postLogoutRedirectUri());
    return end(endSid, event, sid.orElse(null));
  }

  boolean isCompleted(String eventId) {
    return database.first(exists, b -> b.text(eventId), row -> true).isPresent();
  }

  private record Event(
      String id,
      Optional<String> sid,
      Optional<String> subject,
      Optional<String> clientId,
      String initiatedBy,
      Optional<String> redirectUri) {}

  private Event event(Optional<String> sid, Optional<String> subject) {
    return new Event(
        random.uuid(), sid, subject, Optional.empty(), INITIATED_BY_HOST, Optional.empty());
  }

  private Ended end(String sql, Event event, String whose) {
    Instant now = clock.instant();
    Map<String, String> about = about(event);
    AuditEvent evidence =
        AuditEvent.succeeded("logout_requested", Actor.system(), "logout_event", event.id(), now)
            .with(new HashMap<>(about));
    Optional<Integer> revoked =
        database.first(
            sql,
            b -> {
              bind(b, event, now);
              AuditTrail.bind(b, evidence).time(now).text(whose);
            },
            row -> row.number("revoked"));
    if (revoked.isPresent()) {
      telemetry.emit(TelemetryEvent.LOGOUT_REQUESTED, about);
    }
    return new Ended(event.id(), revoked.orElse(0));
  }

  private static void bind(Binder binder, Event event, Instant now) {
    binder
        .text(event.id())
        .text(event.sid().orElse(null))
        .text(event.subject().orElse(null))
        .text(event.subject().orElse(null))
        .text(event.clientId().orElse(null))
        .text(event.initiatedBy())
        .text(event.redirectUri().orElse(null))
        .time(now)
        .time(now)
        .time(now);
  }

  private static Map<String, String> about(Event event) {
    Map<String, String> about = new HashMap<>();
    about.put("initiated_by", event.initiatedBy());
    event.sid().ifPresent(v -> about.put("sid", v));
    event.clientId().ifPresent(v -> about.put("client_id", v));
    return about;
  }
}
