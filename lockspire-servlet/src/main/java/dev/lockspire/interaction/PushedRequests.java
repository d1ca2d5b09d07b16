package dev.lockspire.interaction;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Secret;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.Parameters;
import dev.lockspire.interaction.BrowserSessions.Browser;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Requests that clients pushed and browsers have not come for yet (RFC 9126). The reference is
 * known to us by its digest alone. Whoever takes a request has taken it: of two callers one gets
 * it.
 */
public final class PushedRequests {
  /** RFC 9126 §2.2. */
  private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

  private static final int TOKEN_LENGTH = 43;
  private static final Set<String> REFERENCE = Set.of("client_id", "request_uri");

  private static final String INSERT =
      """
      INSERT INTO {pushed_authorization_requests} (request_uri_hash, client_id, parameters,
        inserted_at, expires_at)
      SELECT ?, ?, ?::jsonb, ?, ?
      """;

  private final Database database;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final RandomSource random;
  private final Settings settings;
  private final SingleUses.WithRow insert;
  private final String take;
  private final String markForeign;

  /**
   * @param lifetime how long a reference can be used
   * @param surviveReload whether the same browser may use it again until the person has decided
   * @param referenceAlone whether anything beside it contradicts it, even what says the same
   */
  public record Settings(Duration lifetime, boolean surviveReload, boolean referenceAlone) {}

  public PushedRequests(
      Database database,
      SingleUses uses,
      AuditTrail audit,
      InstantSource clock,
      RandomSource random,
      Settings settings) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
    this.settings = settings;
    this.insert = uses.withRow(INSERT);
    this.take =
        database.sql(
            """
            WITH found AS (
              SELECT * FROM {pushed_authorization_requests} WHERE request_uri_hash = ? FOR UPDATE),
            taken AS (
              UPDATE {pushed_authorization_requests} p
              SET used_at = ?, browser_hash = ?, interaction_id = ?, parameters = '{}'
              FROM found f
              WHERE p.id = f.id AND f.client_id = ? AND f.used_at IS NULL AND f.expires_at > ?
                AND f.parameters @> ?::jsonb
              RETURNING p.id)
            SELECT f.id, f.client_id, f.parameters, f.used_at, f.browser_hash, f.interaction_id,
              f.foreign_client_at, f.expires_at, EXISTS (SELECT 1 FROM taken) AS taken,
              EXISTS (SELECT 1 FROM {interactions} i WHERE i.interaction_id = f.interaction_id
                AND i.status IN ('pending_login', 'pending_consent')) AS goes_on
            FROM found f
            """);
    this.markForeign =
        database.sql(
            """
            UPDATE {pushed_authorization_requests} SET foreign_client_at = ?
            WHERE id = ? AND foreign_client_at IS NULL
            """);
  }

  /**
   * A reference for what {@code clientId} sent; nobody can use it before it is stored.
   *
   * @param signed whether a request object said it
   */
  public PushedRequest refer(String clientId, Parameters parameters, boolean signed) {
    return new PushedRequest(
        Secret.of(PREFIX + random.token()),
        clientId,
        parameters,
        signed,
        clock.instant(),
        settings.lifetime());
  }

  /**
   * Uses up what the client presented, and stores its request if all of that was new: one
   * statement.
   *
   * @throws dev.lockspire.storage.StorageFailure when neither happened
   */
  public SingleUses.Fresh store(PushedRequest pushed, SingleUses.Presented presented) {
    return insert.claim(
        presented,
        b ->
            b.text(Sha256.hex(pushed.requestUri().reveal()))
                .text(pushed.clientId())
                .json(PushedParameters.toJson(pushed.parameters(), pushed.signed()))
                .time(pushed.pushedAt())
                .time(pushed.pushedAt().plus(pushed.lifetime())));
  }

  /**
   * Takes the request that {@code clientId} pushed. Another client's attempt leaves it where it is,
   * and a row of evidence the first time.
   *
   * @param requestUri as it was presented
   * @param beside everything that was sent with it
   * @throws dev.lockspire.storage.StorageFailure when it cannot be looked up
   */
  public TakenRequest take(String requestUri, String clientId, Parameters beside, Browser browser) {
    if (settings.referenceAlone() && hasCompany(beside)) {
      return new TakenRequest.Contradicted();
    }
    if (!requestUri.startsWith(PREFIX)
        || !Base64Url.isToken(requestUri.substring(PREFIX.length()), TOKEN_LENGTH)) {
      return new TakenRequest.Unusable("no reference of ours");
    }
    Instant now = clock.instant();
    String interactionId = random.token();
    boolean keep = settings.surviveReload();
    return database
        .first(
            take,
            b ->
                b.text(Sha256.hex(requestUri))
                    .time(now)
                    .text(keep ? browser.hash() : null)
                    .text(keep ? interactionId : null)
                    .text(clientId)
                    .time(now)
                    .json(PushedParameters.toJson(beside, false)),
            row -> Found.of(row, interactionId))
        .map(found -> judge(found, clientId, browser, now))
        .orElse(new TakenRequest.Unusable("unknown"));
  }

  private static boolean hasCompany(Parameters beside) {
    return beside.names().stream()
        .anyMatch(name -> !REFERENCE.contains(name) && beside.nonEmpty(name).isPresent());
  }

  /** A row as it was before the attempt, and whether the attempt took it. */
  private record Found(
      long id,
      String clientId,
      Optional<TakenRequest> taken,
      boolean used,
      String browserHash,
      String interactionId,
      boolean goesOn,
      boolean markedForeign,
      Instant expiresAt) {

    static Found of(Row row, String interactionId) {
      return new Found(
          row.id("id"),
          row.text("client_id"),
          row.flag("taken")
              ? Optional.of(PushedParameters.ofJson(row.text("parameters"), interactionId))
              : Optional.empty(),
          row.time("used_at") != null,
          row.text("browser_hash"),
          row.text("interaction_id"),
          row.flag("goes_on"),
          row.time("foreign_client_at") != null,
          row.time("expires_at"));
    }
  }

  private TakenRequest judge(Found found, String clientId, Browser browser, Instant now) {
    if (found.taken().isPresent()) {
      return found.taken().get();
    }
    if (!found.clientId().equals(clientId)) {
      if (!found.markedForeign()) {
        tellForeign(found, clientId, now);
      }
      return new TakenRequest.Unusable("pushed by another client");
    }
    if (!found.expiresAt().isAfter(now)) {
      return new TakenRequest.Unusable("expired");
    }
    if (!found.used()) {
      return new TakenRequest.Contradicted();
    }
    return settings.surviveReload() && found.goesOn() && browser.hash().equals(found.browserHash())
        ? new TakenRequest.LoadedAgain(found.interactionId())
        : new TakenRequest.Unusable("used before");
  }

  private void tellForeign(Found found, String clientId, Instant now) {
    AuditEvent event =
        AuditEvent.denied(
                "pushed_request_misused",
                "client_mismatch",
                // Nobody proved to be that client: a browser says whose request it brings.
                Actor.system(),
                "pushed_request",
                Long.toString(found.id()),
                now)
            .with(Map.of("client_id", found.clientId(), "presented_as", clientId));
    database.transaction(
        transaction -> {
          int marked =
              transaction.statements().execute(markForeign, b -> b.time(now).id(found.id()));
          if (marked == 1) {
            audit.append(transaction, event);
          }
          return marked;
        });
  }
}
