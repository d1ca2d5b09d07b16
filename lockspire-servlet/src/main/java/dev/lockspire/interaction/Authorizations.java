package dev.lockspire.interaction;

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
import dev.lockspire.host.LoginRequest.Reason;
import dev.lockspire.http.Call;
import dev.lockspire.interaction.BrowserSessions.Browser;
import dev.lockspire.interaction.Interaction.BoundAccount;
import dev.lockspire.interaction.Interaction.Status;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.rar.DetailApproval;
import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final InteractionStore interactions;
  private final LoginHandoff logins;
  private final CodeIssuance codes;
  private final ConsentDecisions decisions;
  private final Consents consents;
  private final LoginNeed loginNeed;
  private final BrowserSessions browsers;
  private final HostSite host;
  private final InteractionEvents events;
  private final InstantSource clock;
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
      PairwiseSubjects subjects,
      DetailApproval details,
      AuditTrail audit,
      Telemetry telemetry,
      Supplier<ServerPolicy> policy,
      InstantSource clock,
      RandomSource random,
      Settings settings) {
    this.events = new InteractionEvents(telemetry);
    this.interactions = new InteractionStore(database);
    this.logins = new LoginHandoff(interactions, host, events, settings.interactionLifetime());
    this.codes =
        new CodeIssuance(database, interactions, events, policy, random, settings.codeLifetime());
    this.decisions =
        new ConsentDecisions(database, interactions, grants, details, codes, audit, events);
    this.consents = new Consents(grants, host, details);
    this.loginNeed = new LoginNeed(Set.copyOf(settings.declaredAcrValues()), subjects);
    this.browsers = browsers;
    this.host = host;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * The first step of a request that just passed validation.
   *
   * @param id what the interaction shall be called that comes of it
   * @param responder answers {@code request}
   */
  public Step begin(
      Call call,
      Browser browser,
      Client client,
      AuthorizationRequest request,
      String id,
      Responder responder) {
    Instant now = clock.instant();
    AuthorizationContext context = AuthorizationContexts.of(client, request, Optional.empty());
    boolean silent = request.asksFor(Prompt.NONE);
    CurrentAccount current = host.currentAccount(call.host(), context);
    if (!(current instanceof CurrentAccount.SignedIn signedIn)) {
      return silent
          ? Refusals.nobodySignedIn(request, responder)
          : logins.start(call, browser, client, request, id, Reason.NO_SESSION, now);
    }
    AuthenticatedAccount account = signedIn.authentication();
    Optional<Reason> need = loginNeed.atStart(client, request, account, now);
    if (need.isPresent()) {
      return silent
          ? Refusals.mustSignIn(request, responder, need.get())
          : logins.start(call, browser, client, request, id, need.get(), now);
    }
    if (silent && account.interactionRequired()) {
      return Refusals.mustAct(request, responder);
    }
    BoundAccount bound = bound(browser, account);
    Consents.Verdict verdict = consents.judge(client, account.account(), request, context, now);
    if (verdict instanceof Consents.Verdict.Covered covered) {
      return codes.unasked(client, id, covered, bound, responder, now);
    }
    if (verdict instanceof Consents.Verdict.Denied) {
      return Refusals.forbidden(request, responder);
    }
    if (silent) {
      return Refusals.needsConsent(request, responder);
    }
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
        LoginHandoff.consentPath(call, id),
        now);
    events.tell(TelemetryEvent.INTERACTION_STARTED, client, id);
    return new Step.AskConsent(id);
  }

  /** The interaction called {@code id}, if it belongs to {@code browser}. */
  public Interaction load(String id, Browser browser) {
    Interaction interaction =
        interactions
            .find(id)
            .orElseThrow(
                () ->
                    InteractionRefused.of(
                        "interaction_not_found", "This sign-in request is not known."));
    if (browser.fresh() || !interaction.browserHash().equals(browser.hash())) {
      throw InteractionRefused.of(
          "browser_mismatch",
          "This sign-in request was started in another browser, or the browser keeps no cookies.");
    }
    return interaction;
  }

  /** Goes on after the host's login. */
  public Step resume(
      Call call, Browser browser, Client client, Interaction interaction, Responder responder) {
    Instant now = clock.instant();
    requireActive(interaction);
    if (interaction.isExpired(now)) {
      return end(interaction, Refusals.notInTime(interaction, responder), now);
    }
    AuthorizationRequest request = interaction.request();
    AuthorizationContext context =
        AuthorizationContexts.of(client, request, Optional.of(interaction.id()));
    CurrentAccount current = host.currentAccount(call.host(), context);
    if (!(current instanceof CurrentAccount.SignedIn signedIn)) {
      return logins.again(call, client, interaction, Reason.NO_SESSION, responder, now);
    }
    AuthenticatedAccount account = signedIn.authentication();
    if (interaction.status() == Status.PENDING_CONSENT) {
      requireSubject(interaction, account);
      return new Step.ShowConsent(prompt(call, browser, client, interaction, account), request);
    }
    return bindAndJudge(call, browser, client, interaction, account, context, responder, now);
  }

  private Step bindAndJudge(
      Call call,
      Browser browser,
      Client client,
      Interaction interaction,
      AuthenticatedAccount account,
      AuthorizationContext context,
      Responder responder,
      Instant now) {
    AuthorizationRequest request = interaction.request();
    Instant askedAt = interaction.loginRequiredAt().orElse(now);
    Optional<Reason> again = loginNeed.onReturn(request, account, askedAt, now);
    if (again.isPresent()) {
      return logins.again(call, client, interaction, again.get(), responder, now);
    }
    if (loginNeed.isSomebodyElse(client, request, account)) {
      return end(interaction, Refusals.somebodyElse(request, responder), now);
    }
    if (loginNeed.missesEssentialAcr(request, account)) {
      return end(interaction, Refusals.acrNotReached(request, responder), now);
    }
    BoundAccount bound = bound(browser, account);
    if (!interactions.bind(interaction.id(), bound, now)) {
      throw InteractionRefused.notActive();
    }
    Consents.Verdict verdict = consents.judge(client, account.account(), request, context, now);
    if (verdict instanceof Consents.Verdict.Covered covered) {
      return codes.afterLogin(client, interaction, covered, bound, responder, now);
    }
    if (verdict instanceof Consents.Verdict.Denied) {
      return end(interaction, Refusals.forbidden(request, responder), now);
    }
    return new Step.AskConsent(interaction.id());
  }

  /** Sends the person to the host's login again, to go on as somebody else. */
  public Step switchAccount(
      Call call, Client client, Interaction interaction, Responder responder) {
    Instant now = clock.instant();
    requireActive(interaction);
    return interaction.isExpired(now)
        ? end(interaction, Refusals.notInTime(interaction, responder), now)
        : logins.asSomebodyElse(call, client, interaction, responder, now);
  }

  /** Carries out what the person decided. */
  public Step decide(
      Call call, Client client, Interaction interaction, Decision decision, Responder responder) {
    Instant now = clock.instant();
    requireActive(interaction);
    if (interaction.isExpired(now)) {
      interactions.expire(interaction.id(), now);
      throw InteractionRefused.expired();
    }
    if (interaction.status() != Status.PENDING_CONSENT) {
      throw InteractionRefused.notActive();
    }
    AuthorizationContext context =
        AuthorizationContexts.of(client, interaction.request(), Optional.of(interaction.id()));
    CurrentAccount current = host.currentAccount(call.host(), context);
    if (!(current instanceof CurrentAccount.SignedIn signedIn)) {
      throw InteractionRefused.of("authentication_required", "You are no longer signed in.");
    }
    requireSubject(interaction, signedIn.authentication());
    return decision instanceof Decision.Approve approve
        ? decisions.approve(client, interaction, approve, responder, now)
        : decisions.deny(client, interaction, responder, now);
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
        request.authorizationDetails().objects(),
        account.account(),
        call.issuer().mountPath() + "/interactions/" + interaction.id() + "/complete",
        browsers.formToken(browser, interaction.id()),
        AuthorizationContexts.of(client, request, Optional.of(interaction.id())));
  }

  /** Ends an interaction whose refusal is at hand. */
  private Step end(Interaction interaction, Step refused, Instant now) {
    interactions.expire(interaction.id(), now);
    return refused;
  }

  private BoundAccount bound(Browser browser, AuthenticatedAccount account) {
    return new BoundAccount(
        account.account().subject(),
        browsers.sid(browser, account),
        account.authTime().orElse(null),
        account.acr().orElse(null),
        account.amr());
  }

  private static void requireActive(Interaction interaction) {
    if (interaction.status() == Status.EXPIRED) {
      throw InteractionRefused.expired();
    }
    if (!interaction.status().isActive()) {
      throw InteractionRefused.notActive();
    }
  }

  private static void requireSubject(Interaction interaction, AuthenticatedAccount account) {
    String bound = interaction.bound().map(BoundAccount::subject).orElse("");
    if (!bound.equals(account.account().subject())) {
      throw InteractionRefused.of(
          "subject_mismatch", "You are signed in with another account than you started with.");
    }
  }
}
