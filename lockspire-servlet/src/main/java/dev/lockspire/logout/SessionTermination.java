package dev.lockspire.logout;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.minting.TokenRevocation;
import dev.lockspire.minting.TokenRevocation.Survivors;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ends sessions: what was issued in them and is still good is revoked, and it is put on record, in
 * one transaction.
 *
 * <p>For the host this is the way to end a session without its browser: after a change of password,
 * or when an account is closed. Refresh tokens that were granted {@code offline_access} are meant
 * to outlive the session (OpenID Connect Back-Channel Logout §2.7) and stay, unless configured
 * otherwise.
 */
public final class SessionTermination {
  private static final String INITIATED_BY_APPLICATION = "rp_initiated_logout";
  private static final String INITIATED_BY_HOST = "host";

  /** The event and its evidence; nothing at all when the event exists already. */
  private static final String RECORD =
      """
      WITH event AS (
        INSERT INTO {logout_events} (event_id, sid, account_id, subject, client_id, initiated_by,
          post_logout_redirect_uri, completed_at, inserted_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (event_id) DO NOTHING RETURNING event_id),
      """
          + AuditTrail.part("evidence", "event")
          + " SELECT event_id FROM event";

  private final Database database;
  private final Telemetry telemetry;
  private final RandomSource random;
  private final InstantSource clock;
  private final TokenRevocation<String> ofSession;
  private final TokenRevocation<String> ofAccount;
  private final String record;
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
    Survivors survivors = revokeOfflineAccess ? Survivors.NONE : Survivors.OFFLINE_ACCESS;
    this.ofSession = TokenRevocation.ofSession(database, survivors);
    this.ofAccount = TokenRevocation.ofAccount(database, survivors);
    this.record = database.sql(RECORD);
    this.exists = database.sql("SELECT 1 FROM {logout_events} WHERE event_id = ?");
  }

  /**
   * Ends one session of one person in one browser.
   *
   * <p>It cannot reach the browser. Where the host names no session of its own ({@link
   * dev.lockspire.host.AuthenticatedAccount#sessionKey}), the {@code sid} comes from a cookie that
   * only a logout through the browser takes away: whoever signs in there next as the same person
   * gets the same {@code sid} again, though none of the tokens that were ended. A host that ends
   * sessions from afar should name them, by something that changes with every sign-in.
   *
   * @param sid the public session id, as in the ID token
   * @throws dev.lockspire.storage.StorageFailure when nothing could be ended
   */
  public Ended logoutSession(String sid) {
    return end(ofSession, event(Optional.of(sid), Optional.empty()), sid);
  }

  /**
   * Ends every session of a person.
   *
   * @param subject as the account resolver names the person
   * @throws dev.lockspire.storage.StorageFailure when nothing could be ended
   */
  public Ended logoutSubject(String subject) {
    return end(ofAccount, event(Optional.empty(), Optional.of(subject)), subject);
  }

  /** Ends what an application asked for; a second time for the same event does nothing. */
  Ended complete(Completion completion) {
    Optional<String> sid = completion.session().flatMap(Session::sid);
    Event event =
        new Event(
            completion.eventId(),
            sid,
            completion.session().flatMap(Session::subject),
            completion.clientId(),
            INITIATED_BY_APPLICATION,
            completion.postLogoutRedirectUri());
    return end(ofSession, event, sid.orElse(null));
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

  private Ended end(TokenRevocation<String> tokens, Event event, String whose) {
    Instant now = clock.instant();
    Map<String, String> about = about(event);
    AuditEvent evidence =
        AuditEvent.succeeded("logout_requested", Actor.system(), "logout_event", event.id(), now)
            .with(new HashMap<>(about));
    Optional<Integer> revoked =
        database.transaction(
            transaction ->
                transaction
                    .statements()
                    .first(
                        record,
                        b -> AuditTrail.bind(bind(b, event, now), evidence),
                        row -> row.text("event_id"))
                    .map(recorded -> tokens.revoke(transaction, whose, now)));
    if (revoked.isPresent()) {
      telemetry.emit(TelemetryEvent.LOGOUT_REQUESTED, about);
    }
    return new Ended(event.id(), revoked.orElse(0));
  }

  private static Binder bind(Binder binder, Event event, Instant now) {
    return binder
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
