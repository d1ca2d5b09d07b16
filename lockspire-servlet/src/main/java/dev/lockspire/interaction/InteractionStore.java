package dev.lockspire.interaction;

import dev.lockspire.interaction.AuthorizationRequest.Hints;
import dev.lockspire.interaction.Interaction.BoundAccount;
import dev.lockspire.interaction.Interaction.Status;
import dev.lockspire.minting.ClaimsRequest;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import dev.lockspire.storage.Statements;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pending authorizations. Every move is a guarded update from one status to another: of two callers
 * one moves it and the other sees that it has moved.
 */
final class InteractionStore {
  private final Database database;
  private final String insert;
  private final String find;
  private final String bind;
  private final String askForLogin;
  private final String release;
  private final String complete;
  private final String deny;
  private final String expire;

  InteractionStore(Database database) {
    this.database = database;
    this.insert =
        database.sql(
            """
            INSERT INTO {interactions} (interaction_id, client_id, redirect_uri, response_mode,
              return_to, scopes_requested, resources_requested, authorization_details, prompt, nonce, state, max_age,
              auth_time_requested, acr_values, claims, login_hint, ui_locales, claims_locales,
              display, hinted_subject, code_challenge, code_challenge_method, dpop_jkt, browser_hash,
              status,
              account_id, sid, auth_time, acr, amr, login_required_at, consent_requested_at,
              login_rounds, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
              ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    this.find = database.sql("SELECT * FROM {interactions} WHERE interaction_id = ?");
    this.bind =
        database.sql(
            """
            UPDATE {interactions} SET status = 'pending_consent', account_id = ?, sid = ?,
              auth_time = ?, acr = ?, amr = ?, consent_requested_at = ?, updated_at = now()
            WHERE interaction_id = ? AND status = 'pending_login'
            """);
    this.askForLogin =
        database.sql(
            """
            UPDATE {interactions} SET login_required_at = ?, login_rounds = login_rounds + 1,
              updated_at = now()
            WHERE interaction_id = ? AND status IN ('pending_login', 'pending_consent')
            """);
    this.release =
        database.sql(
            """
            UPDATE {interactions} SET status = 'pending_login', account_id = NULL, sid = NULL,
              auth_time = NULL, acr = NULL, amr = '{}', consent_requested_at = NULL,
              login_required_at = ?, login_rounds = login_rounds + 1, updated_at = now()
            WHERE interaction_id = ? AND status IN ('pending_login', 'pending_consent')
            """);
    this.complete =
        database.sql(
            """
            UPDATE {interactions} SET status = 'completed', completed_at = ?, updated_at = now()
            WHERE interaction_id = ? AND status = 'pending_consent' AND expires_at > ?
            """);
    this.deny =
        database.sql(
            """
            UPDATE {interactions} SET status = 'denied', denied_at = ?,
              denial_reason = 'access_denied', updated_at = now()
            WHERE interaction_id = ? AND status = 'pending_consent' AND expires_at > ?
            """);
    this.expire =
        database.sql(
            """
            UPDATE {interactions} SET status = 'expired', expired_at = ?, updated_at = now()
            WHERE interaction_id = ? AND status IN ('pending_login', 'pending_consent')
            """);
  }

  void insert(Interaction interaction, String returnTo, Instant now) {
    database.execute(insert, b -> bindAll(b, interaction, returnTo, now));
  }

  Optional<Interaction> find(String id) {
    return database.first(find, b -> b.text(id), InteractionStore::read);
  }

  /**
   * Binds the person who signed in; false when the interaction is no longer waiting for a login.
   */
  boolean bind(String id, BoundAccount account, Instant now) {
    return database.execute(
            bind,
            b ->
                b.text(account.subject())
                    .text(account.sid())
                    .time(account.authTime())
                    .text(account.acr())
                    .texts(account.amr())
                    .time(now)
                    .text(id))
        == 1;
  }

  /** Counts one more round through the host's login. */
  boolean askForLogin(String id, Instant now) {
    return database.execute(askForLogin, b -> b.time(now).text(id)) == 1;
  }

  /** As {@link #askForLogin}, and forgets who was bound. */
  boolean release(String id, Instant now) {
    return database.execute(release, b -> b.time(now).text(id)) == 1;
  }

  boolean complete(Statements statements, String id, Instant now) {
    return statements.execute(complete, b -> b.time(now).text(id).time(now)) == 1;
  }

  boolean deny(Statements statements, String id, Instant now) {
    return statements.execute(deny, b -> b.time(now).text(id).time(now)) == 1;
  }

  void expire(String id, Instant now) {
    database.execute(expire, b -> b.time(now).text(id));
  }

  private static void bindAll(Binder b, Interaction interaction, String returnTo, Instant now) {
    AuthorizationRequest request = interaction.request();
    Hints hints = request.hints();
    BoundAccount account = interaction.bound().orElse(null);
    b.text(interaction.id())
        .text(request.clientId())
        .text(request.redirectUri())
        .text(request.responseMode())
        .text(returnTo)
        .texts(request.scopes())
        .texts(request.resources())
        .json(request.authorizationDetails().toJson())
        .texts(request.prompts().stream().map(Prompt::wireName).sorted().toList())
        .text(request.nonce())
        .text(request.state())
        .number(request.maxAge() == null ? null : (int) request.maxAge().toSeconds())
        .flag(request.authTimeRequested())
        .texts(request.acrValues())
        .json(request.claims().toJson())
        .text(hints.loginHint())
        .texts(hints.uiLocales())
        .texts(hints.claimsLocales())
        .text(hints.display())
        .text(request.hintedSubject())
        .text(request.codeChallenge())
        .text(request.codeChallenge() == null ? null : "S256")
        .text(request.dpopJkt())
        .text(interaction.browserHash())
        .text(interaction.status().wireName())
        .text(account == null ? null : account.subject())
        .text(account == null ? null : account.sid())
        .time(account == null ? null : account.authTime())
        .text(account == null ? null : account.acr())
        .texts(account == null ? List.of() : account.amr())
        .time(interaction.loginRequiredAt().orElse(null))
        .time(interaction.status() == Status.PENDING_CONSENT ? now : null)
        .number(interaction.loginRounds())
        .time(interaction.expiresAt());
  }

  private static Interaction read(Row row) {
    String subject = row.text("account_id");
    return new Interaction(
        row.text("interaction_id"),
        readRequest(row),
        Status.ofWireName(row.text("status")),
        row.text("browser_hash"),
        subject == null
            ? Optional.empty()
            : Optional.of(
                new BoundAccount(
                    subject,
                    row.text("sid"),
                    row.time("auth_time"),
                    row.text("acr"),
                    row.texts("amr"))),
        Optional.ofNullable(row.time("login_required_at")),
        row.number("login_rounds"),
        row.time("expires_at"));
  }

  private static AuthorizationRequest readRequest(Row row) {
    Integer maxAge = row.number("max_age");
    Set<Prompt> prompts = new LinkedHashSet<>();
    row.texts("prompt").forEach(name -> Prompt.ofWireName(name).ifPresent(prompts::add));
    return new AuthorizationRequest(
        row.text("client_id"),
        row.text("redirect_uri"),
        row.text("response_mode"),
        row.texts("scopes_requested"),
        row.texts("resources_requested"),
        AuthorizationDetails.ofStored(row.text("authorization_details")),
        prompts,
        row.text("state"),
        row.text("nonce"),
        maxAge == null ? null : Duration.ofSeconds(maxAge),
        row.flag("auth_time_requested"),
        row.texts("acr_values"),
        ClaimsRequest.ofStored(row.text("claims")),
        new Hints(
            row.text("login_hint"),
            row.texts("ui_locales"),
            row.texts("claims_locales"),
            row.text("display")),
        row.text("hinted_subject"),
        row.text("code_challenge"),
        row.text("dpop_jkt"));
  }
}
