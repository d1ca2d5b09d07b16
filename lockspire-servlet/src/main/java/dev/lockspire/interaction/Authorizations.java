package dev.lockspire.interaction;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.ConsentPrompt;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostSite;
import dev.lockspire.host.LoginRequest;
import dev.lockspire.host.LoginRequest.Reason;
import dev.lockspire.http.Call;
import dev.lockspire.interaction.BrowserSessions.Browser;
import dev.lockspire.interaction.Interaction.BoundAccount;
import dev.lockspire.interaction.Interaction.Status;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes a validated request to its end: login, consent, code or refusal (OpenID Connect Core
 * §3.1.2.3 to §3.1.2.6).
 *
 * <pre>
 * (start) - login needed --> pending_login -- resume --> pending_consent -- approve --> completed
 *    `----- signed in -----------------------------------^     |   `-- deny --> denied
 *    `----- remembered consent --> code at once                `-- remembered consent --> completed
 * </pre>
 */
public final class Authorizations {
  private static final int MOST_LOGIN_ROUNDS = 3;
  private static final Duration FAPI_CODE_LIFETIME = Duration.ofSeconds(60);

  private final Database database;
  private final InteractionStore interactions;
  private final AuthorizationCodeStore codes;
  private final ConsentStore grants;
  private final Consents consents;
  private final LoginNeed loginNeed;
  private final BrowserSessions browsers;
  private final HostSite host;
  private final AuditTrail audit;
  private final Telemetry telemetry;
  private final Supplier<ServerPolicy> policy;
  private final InstantSource clock;
  private final RandomSource random;
  private final Settings settings;

  /**
   * @param interactionLifetime how long a person may take to sign in and decide
   * @param codeLifetime how long a code is good for; at most 60 s under FAPI
   * @param declaredAcrValues authentication contexts the host can reach
   */
  public record Settings(
      Duration interactionLifetime, Duration codeLifetime, List<String> declaredAcrValues) {
    public Settings {
      declaredAcrValues = List.copyOf(declaredAcrValues);
    }
  }

  public Authorizations(
      Database database,
      ConsentStore grants,
      BrowserSessions browsers,
      HostSite host,
      AuditTrail audit,
      Telemetry telemetry,
      Supplier<ServerPolicy> policy,
      InstantSource clock,
      RandomSource random,
      Settings settings) {
    this.database = database;
    this.interactions = new InteractionStore(database);
    this.codes = new AuthorizationCodeStore(database, random);
    this.grants = grants;
    this.consents = new Consents(grants, host);
    this.loginNeed = new LoginNeed(java.util.Set.copyOf(settings.declaredAcrValues()));
    this.browsers = browsers;
    this.host = host;
    this.audit = audit;
    this.telemetry = telemetry;
    this.policy = policy;
    this.clock = clock;
    this.random = random;
    this.settings = settings;
  }

  /** The first step of a request that just passed validation. */
  public Step begin(Call call, Browser browser, Client client, AuthorizationRequest request) {
    Instant now = clock.instant();
    AuthorizationContext context = AuthorizationContexts.of(client, request, Optional.empty());
    boolean silent = request.asksFor(Prompt.NONE);
    CurrentAccount current = host.currentAccount(call.host(), context);
    if (!(current instanceof CurrentAccount.SignedIn signedIn)) {
      return silent
          ? refuse(request, "login_required", "login_required", "Nobody is signed in.")
          : askForLogin(call, browser, client, request, Reason.NO_SESSION, now);
    }
    AuthenticatedAccount account = signedIn.authentication();
    Optional<Reason> need = loginNeed.atStart(request, account, now);
    if (need.isPresent()) {
      return silent
          ? refuseSilently(request, account, need.get())
          : askForLogin(call, browser, client, request, need.get(), now);
    }
    if (silent && account.interactionRequired()) {
      return refuse(
          request, "interaction_required", "interaction_required", "The person has to act.");
    }
    BoundAccount bound = bound(browser, account);
    Consents.Verdict verdict = consents.judge(client, account.account(), request, context, now);
    if (verdict instanceof Consents.Verdict.Covered covered) {
      return issue(client, random.token(), covered, bound, now);
    }
    if (verdict instanceof Consents.Verdict.Denied) {
      return refuse(request, "access_denied", "denied_by_policy", "The request is not permitted.");
    }
    if (silent) {
      return refuse(request, "consent_required", "consent_required", "Consent is required.");
    }
    String id = random.token();
    interactions.insert(
        new Interaction(
            id,
            request,
            Status.PENDING_CONSENT,
            browser.hash(),
            Optional.of(bound),
            Optional.empty(),
            0,
            now.plus(settings.interactionLifetime())),
        consentPath(call, id),
        now);
    tell(TelemetryEvent.INTERACTION_STARTED, client, id);
    return new Step.AskConsent(id);
  }

  /** The interaction called {@code id}, if it belongs to {@code browser}. */
  public Interaction load(String id, Browser browser) {
    Interaction interaction =
        interactions
            .find(id)
            .orElseThrow(
                () -> refused("interaction_not_found", "This sign-in request is not known."));
    if (browser.fresh() || !interaction.browserHash().equals(browser.hash())) {
      throw refused(
          "browser_mismatch",
          "This sign-in request was started in another browser, or the browser keeps no cookies.");
    }
    return interaction;
  }

  /** Goes on after the host's login. */
  public Step resume(Call call, Browser browser, Client client, Interaction interaction) {
    Instant now = clock.instant();
    if (interaction.status().isActive() && interaction.isExpired(now)) {
      return expire(interaction, now);
    }
    requireActive(interaction, now);
    AuthorizationRequest request = interaction.request();
    AuthorizationContext context =
        AuthorizationContexts.of(client, request, Optional.of(interaction.id()));
    CurrentAccount current = host.currentAccount(call.host(), context);
    if (!(current instanceof CurrentAccount.SignedIn signedIn)) {
      return askForLoginAgain(call, client, interaction, Reason.NO_SESSION, now);
    }
    AuthenticatedAccount account = signedIn.authentication();
    if (interaction.status() == Status.PENDING_CONSENT) {
      requireSubject(interaction, account);
      return new Step.ShowConsent(prompt(call, browser, client, interaction, account), request);
    }
    return bindAndJudge(call, browser, client, interaction, account, context, now);
  }

  private Step bindAndJudge(
      Call call,
      Browser browser,
      Client client,
      Interaction interaction,
      AuthenticatedAccount account,
      AuthorizationContext context,
      Instant now) {
    AuthorizationRequest request = interaction.request();
    Instant askedAt = interaction.loginRequiredAt().orElse(now);
    Optional<Reason> again = loginNeed.onReturn(request, account, askedAt, now);
    if (again.isPresent()) {
      return askForLoginAgain(call, client, interaction, again.get(), now);
    }
    if (loginNeed.isSomebodyElse(request, account)) {
      interactions.expire(interaction.id(), now);
      return refuse(request, "login_required", "subject_mismatch", "Somebody else signed in.");
    }
    if (loginNeed.missesEssentialAcr(request, account)) {
      interactions.expire(interaction.id(), now);
      return refuse(
          request,
          "unmet_authentication_requirements",
          "acr_not_reached",
          "The demanded authentication context was not reached.");
    }
    BoundAccount bound = bound(browser, account);
    if (!interactions.bind(interaction.id(), bound, now)) {
      throw notActive();
    }
    Consents.Verdict verdict = consents.judge(client, account.account(), request, context, now);
    if (verdict instanceof Consents.Verdict.Covered covered) {
      return complete(client, interaction, covered, bound, now);
    }
    if (verdict instanceof Consents.Verdict.Denied) {
      interactions.expire(interaction.id(), now);
      return refuse(request, "access_denied", "denied_by_policy", "The request is not permitted.");
    }
    return new Step.AskConsent(interaction.id());
  }

  /** Sends the person to the host's login again, to go on as somebody else. */
  public Step switchAccount(Call call, Client client, Interaction interaction) {
    Instant now = clock.instant();
    requireActive(interaction, now);
    return askForLoginAgain(call, client, interaction, Reason.SELECT_ACCOUNT, now);
  }

  /** Carries out what the person decided. */
  public Step decide(Call call, Client client, Interaction interaction, Decision decision) {
    Instant now = clock.instant();
    if (interaction.isExpired(now) && interaction.status().isActive()) {
      interactions.expire(interaction.id(), now);
      throw refused("interaction_expired", "This sign-in request has expired.");
    }
    if (interaction.status() != Status.PENDING_CONSENT) {
      throw notActive();
    }
    AuthorizationContext context =
        AuthorizationContexts.of(client, interaction.request(), Optional.of(interaction.id()));
    CurrentAccount current = host.currentAccount(call.host(), context);
    if (!(current instanceof CurrentAccount.SignedIn signedIn)) {
      throw refused("authentication_required", "You are no longer signed in.");
    }
    requireSubject(interaction, signedIn.authentication());
    return decision instanceof Decision.Approve approve
        ? approve(client, interaction, approve, now)
        : deny(client, interaction, now);
  }

  private Step approve(
      Client client, Interaction interaction, Decision.Approve decision, Instant now) {
    BoundAccount account = interaction.bound().orElseThrow();
    AuthorizationRequest granted = granted(interaction.request(), decision);
    AuthorizationCode code =
        database.transaction(
            transaction -> {
              if (!interactions.complete(transaction.statements(), interaction.id(), now)) {
                throw notActive();
              }
              long grant =
                  grants.record(
                      transaction.statements(),
                      account.subject(),
                      granted,
                      decision.remember(),
                      now);
              audit.append(
                  transaction,
                  decided("consent_approved", AuditEvent.Outcome.SUCCEEDED, interaction, now)
                      .with(
                          Map.of("client_id", client.clientId(), "remember", decision.remember())));
              return codes.issue(
                  transaction.statements(),
                  new AuthorizationCodeStore.Grounds(interaction.id(), granted, account, grant),
                  "consent_approved",
                  codeLifetime(client),
                  now);
            });
    tell(TelemetryEvent.CONSENT_APPROVED, client, interaction.id());
    tellIssued(client, interaction.id(), "consent_approved");
    return new Step.Granted(granted, code);
  }

  private Step deny(Client client, Interaction interaction, Instant now) {
    database.transaction(
        transaction -> {
          if (!interactions.deny(transaction.statements(), interaction.id(), now)) {
            throw notActive();
          }
          audit.append(
              transaction,
              decided("consent_denied", AuditEvent.Outcome.DENIED, interaction, now)
                  .with(Map.of("client_id", client.clientId())));
          return null;
        });
    tell(TelemetryEvent.CONSENT_DENIED, client, interaction.id());
    return refuse(interaction.request(), "access_denied", "access_denied", "The person refused.");
  }

  /** A remembered consent completes an interaction that had to wait for a login. */
  private Step complete(
      Client client,
      Interaction interaction,
      Consents.Verdict.Covered covered,
      BoundAccount account,
      Instant now) {
    AuthorizationCode code =
        database.transaction(
            transaction -> {
              if (!interactions.complete(transaction.statements(), interaction.id(), now)) {
                throw notActive();
              }
              return codes.issue(
                  transaction.statements(),
                  new AuthorizationCodeStore.Grounds(
                      interaction.id(), covered.granted(), account, covered.grantId()),
                  covered.reason(),
                  codeLifetime(client),
                  now);
            });
    tell(TelemetryEvent.CONSENT_REUSED, client, interaction.id());
    tellIssued(client, interaction.id(), covered.reason());
    return new Step.Granted(covered.granted(), code);
  }

  private Step issue(
      Client client,
      String interactionId,
      Consents.Verdict.Covered covered,
      BoundAccount account,
      Instant now) {
    AuthorizationCode code =
        codes.issue(
            new AuthorizationCodeStore.Grounds(
                interactionId, covered.granted(), account, covered.grantId()),
            covered.reason(),
            codeLifetime(client),
            now);
    tell(TelemetryEvent.CONSENT_REUSED, client, interactionId);
    tellIssued(client, interactionId, covered.reason());
    return new Step.Granted(covered.granted(), code);
  }

  private Step askForLogin(
      Call call,
      Browser browser,
      Client client,
      AuthorizationRequest request,
      Reason reason,
      Instant now) {
    String id = random.token();
    Step.Login login = login(call, client, id, request, reason);
    interactions.insert(
        new Interaction(
            id,
            request,
            Status.PENDING_LOGIN,
            browser.hash(),
            Optional.empty(),
            Optional.of(now),
            1,
            now.plus(settings.interactionLifetime())),
        login.returnTo(),
        now);
    tell(TelemetryEvent.INTERACTION_STARTED, client, id);
    tell(TelemetryEvent.INTERACTION_LOGIN_REQUIRED, client, id);
    return login;
  }

  private Step askForLoginAgain(
      Call call, Client client, Interaction interaction, Reason reason, Instant now) {
    if (interaction.loginRounds() >= MOST_LOGIN_ROUNDS) {
      interactions.expire(interaction.id(), now);
      return refuse(
          interaction.request(),
          "login_required",
          "too_many_login_rounds",
          "The person could not be signed in as demanded.");
    }
    Step.Login login = login(call, client, interaction.id(), interaction.request(), reason);
    if (!interactions.askForLogin(interaction.id(), now)) {
      throw notActive();
    }
    tell(TelemetryEvent.INTERACTION_LOGIN_REQUIRED, client, interaction.id());
    return login;
  }

  private Step.Login login(
      Call call, Client client, String id, AuthorizationRequest request, Reason reason) {
    String returnTo = consentPath(call, id);
    return new Step.Login(
        id,
        host.loginPage(
            call.host(),
            new LoginRequest(
                reason, id, returnTo, AuthorizationContexts.of(client, request, Optional.of(id)))),
        returnTo);
  }

  private ConsentPrompt prompt(
      Call call,
      Browser browser,
      Client client,
      Interaction interaction,
      AuthenticatedAccount account) {
    AuthorizationRequest request = interaction.request();
    return new ConsentPrompt(
        interaction.id(),
        client.clientId(),
        client.displayName(),
        Optional.ofNullable(client.metadata().logoUri()),
        Optional.ofNullable(client.metadata().policyUri()),
        Optional.ofNullable(client.metadata().tosUri()),
        request.scopes(),
        request.resources(),
        account.account(),
        call.issuer().mountPath() + "/interactions/" + interaction.id() + "/complete",
        browsers.formToken(browser, interaction.id()),
        AuthorizationContexts.of(client, request, Optional.of(interaction.id())));
  }

  private Step expire(Interaction interaction, Instant now) {
    interactions.expire(interaction.id(), now);
    return interaction.status() == Status.PENDING_LOGIN
        ? refuse(
            interaction.request(),
            "login_required",
            "interaction_expired",
            "The person did not sign in in time.")
        : refuse(
            interaction.request(),
            "access_denied",
            "interaction_expired",
            "The person did not decide in time.");
  }

  private Step refuseSilently(
      AuthorizationRequest request, AuthenticatedAccount account, Reason need) {
    if (need == Reason.ACR && loginNeed.missesEssentialAcr(request, account)) {
      return refuse(
          request,
          "unmet_authentication_requirements",
          "acr_not_reached",
          "The demanded authentication context was not reached.");
    }
    return refuse(request, "login_required", "login_required", "The person has to sign in.");
  }

  private static Step refuse(
      AuthorizationRequest request, String error, String reason, String description) {
    return new Step.Refused(request, error, reason, description);
  }

  private BoundAccount bound(Browser browser, AuthenticatedAccount account) {
    return new BoundAccount(
        account.account().subject(),
        browsers.sid(browser, account),
        account.authTime().orElse(null),
        account.acr().orElse(null),
        account.amr());
  }

  /** What is left of the request after the person unticked scopes; {@code openid} always stays. */
  private static AuthorizationRequest granted(
      AuthorizationRequest request, Decision.Approve decision) {
    if (decision.scopes().isEmpty()) {
      return request;
    }
    return request.withScopes(
        request.scopes().stream()
            .filter(scope -> scope.equals("openid") || decision.scopes().contains(scope))
            .toList());
  }

  private Duration codeLifetime(Client client) {
    boolean capped =
        client.profile(policy.get()).isFapi()
            && settings.codeLifetime().compareTo(FAPI_CODE_LIFETIME) > 0;
    return capped ? FAPI_CODE_LIFETIME : settings.codeLifetime();
  }

  private static AuditEvent decided(
      String action, AuditEvent.Outcome outcome, Interaction interaction, Instant now) {
    return new AuditEvent(
        action,
        outcome,
        outcome == AuditEvent.Outcome.DENIED ? "access_denied" : null,
        Actor.subject(interaction.bound().orElseThrow().subject()),
        "interaction",
        interaction.id(),
        Map.of(),
        now);
  }

  private static String consentPath(Call call, String id) {
    return call.issuer().mountPath() + "/consent/" + id;
  }

  private void requireActive(Interaction interaction, Instant now) {
    if (!interaction.status().isActive() || interaction.isExpired(now)) {
      throw notActive();
    }
  }

  private static void requireSubject(Interaction interaction, AuthenticatedAccount account) {
    String bound = interaction.bound().map(BoundAccount::subject).orElse("");
    if (!bound.equals(account.account().subject())) {
      throw refused(
          "subject_mismatch", "You are signed in with another account than you started with.");
    }
  }

  private void tell(TelemetryEvent event, Client client, String interactionId) {
    telemetry.emit(event, Map.of("client_id", client.clientId(), "interaction_id", interactionId));
  }

  private void tellIssued(Client client, String interactionId, String reason) {
    Map<String, String> attributes =
        Map.of(
            "client_id", client.clientId(), "interaction_id", interactionId, "reason_code", reason);
    telemetry.emit(TelemetryEvent.AUTHORIZATION_CODE_ISSUED, attributes);
    telemetry.emit(TelemetryEvent.AUTHORIZATION_COMPLETED, attributes);
  }

  private static InteractionRefused notActive() {
    return refused("interaction_not_active", "This sign-in request was already completed.");
  }

  private static InteractionRefused refused(String reason, String description) {
    return new InteractionRefused(400, reason, description);
  }
}
