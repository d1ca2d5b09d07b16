package dev.lockspire.authorize;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.Clients;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.SeamFailure;
import dev.lockspire.http.Call;
import dev.lockspire.http.ContentSecurityPolicy;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Page;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.interaction.Authorizations;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.BrowserSessions.Browser;
import dev.lockspire.interaction.Interaction;
import dev.lockspire.interaction.InteractionRefused;
import dev.lockspire.interaction.Responder;
import dev.lockspire.interaction.Step;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.rar.DetailApproval;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages between the request and its answer. Each loads the interaction, makes sure that this
 * browser started it, and lets {@link Authorizations} take the next step; whatever fails is a page.
 */
final class InteractionEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(InteractionEndpoints.class);
  private static final int ID_LENGTH = 43;

  private final Authorizations authorizations;
  private final BrowserSessions browsers;
  private final Clients clients;
  private final Supplier<ServerPolicy> policy;
  private final ResponseModes modes;
  private final OutcomeReply outcomes;
  private final CompletionForm completion;
  private final Telemetry telemetry;
  private final RandomSource random;
  private final RuleTrace trace;

  InteractionEndpoints(
      Authorizations authorizations,
      BrowserSessions browsers,
      Clients clients,
      Supplier<ServerPolicy> policy,
      ResponseModes modes,
      OutcomeReply outcomes,
      DetailApproval details,
      Telemetry telemetry,
      RandomSource random,
      RuleTrace trace) {
    this.authorizations = authorizations;
    this.browsers = browsers;
    this.clients = clients;
    this.policy = policy;
    this.modes = modes;
    this.outcomes = outcomes;
    this.completion = new CompletionForm(browsers, details);
    this.telemetry = telemetry;
    this.random = random;
    this.trace = trace;
  }

  /** {@code GET /interactions/{id}}: goes on after the host's login. */
  Reply resume(Call call) {
    return step(
        call,
        segment(call, 1),
        (browser, client, interaction, responder) -> {
          Step step = authorizations.resume(call, browser, client, interaction, responder);
          return step instanceof Step.ShowConsent ? new Step.AskConsent(interaction.id()) : step;
        });
  }

  /** {@code GET /consent/{id}}: the consent page. */
  Reply consent(Call call) {
    return step(
        call,
        segment(call, 1),
        (browser, client, interaction, responder) -> {
          Step step = authorizations.resume(call, browser, client, interaction, responder);
          if (step instanceof Step.ShowConsent) {
            telemetry.emit(
                TelemetryEvent.CONSENT_SHOWN,
                Map.of("client_id", client.clientId(), "interaction_id", interaction.id()));
          }
          return step;
        });
  }

  /** {@code GET /interactions/{id}/login}: goes on with another account. */
  Reply switchAccount(Call call) {
    return step(
        call,
        segment(call, 2),
        (browser, client, interaction, responder) ->
            authorizations.switchAccount(call, client, interaction, responder));
  }

  /** {@code POST /interactions/{id}/complete}: what the person decided. */
  Reply complete(Call call) {
    return step(
        call,
        segment(call, 2),
        (browser, client, interaction, responder) ->
            authorizations.decide(
                call,
                client,
                interaction,
                completion.read(call, browser, interaction.id()),
                responder));
  }

  private interface Next {
    Step step(Browser browser, Client client, Interaction interaction, Responder responder);
  }

  private Reply step(Call call, String id, Next next) {
    try {
      Browser browser = browsers.of(call);
      Interaction interaction = load(id, browser);
      Client client = client(interaction);
      Responder responder =
          modes.responder(call.issuer().value(), client, ResponseTarget.of(interaction.request()));
      Step step = next.step(browser, client, interaction, responder);
      return outcomes.render(call, StepOutcome.of(step));
    } catch (InteractionRefused refused) {
      return refusedPage(call, id, refused);
    } catch (SeamFailure e) {
      LOG.error("The host's {} failed", e.getMessage(), e.getCause());
      throw OAuthError.serverError(
          "account_resolution_failed", "The server could not tell who is signed in.");
    }
  }

  private Interaction load(String id, Browser browser) {
    if (!Base64Url.isToken(id, ID_LENGTH)) {
      throw OAuthError.of(
          400, "server_error", "interaction_not_found", "This sign-in request is not known.");
    }
    return authorizations.load(id, browser);
  }

  /** What held when the request came may no longer hold after a person thought about it. */
  private Client client(Interaction interaction) {
    Client client =
        clients
            .find(interaction.request().clientId())
            .filter(Client::active)
            .orElseThrow(
                () ->
                    OAuthError.of(
                        400,
                        "server_error",
                        "client_not_found",
                        "The application is not known any more or has been disabled."));
    SecurityProfile profile = client.profile(policy.get());
    String redirectUri = interaction.request().redirectUri();
    if (!RedirectUris.isRegistered(client, profile, redirectUri)
        || !client.mayRedirectTo(redirectUri, profile)) {
      throw OAuthError.of(
          400,
          "server_error",
          "invalid_redirect_uri",
          "The answer may no longer go to the address that it was meant for.");
    }
    return client;
  }

  private Reply refusedPage(Call call, String id, InteractionRefused refused) {
    OAuthError error =
        OAuthError.of(refused.status(), "server_error", refused.reason(), refused.description());
    if (!refused.reason().equals("subject_mismatch")) {
      throw error;
    }
    trace.refused(error);
    String nonce = random.token();
    String body =
        "<h1>Another account is signed in</h1><p class=\"lead\">"
            + Page.escape(refused.description())
            + "</p><p class=\"mute\">Reason: <code id=\"reason\">subject_mismatch</code></p>"
            + "<div class=\"actions\"><a class=\"button\" id=\"switch\" href=\""
            + Page.escape(call.issuer().mountPath() + "/interactions/" + id + "/login")
            + "\">Use another account</a></div>";
    return Reply.page(
        refused.status(),
        Page.document("Another account is signed in", nonce, body),
        ContentSecurityPolicy.page(nonce, List.of()));
  }

  /** The path segment {@code fromEnd} from the end: {@code 1} is the last. */
  private static String segment(Call call, int fromEnd) {
    String[] segments = call.path().split("/", -1);
    return segments[segments.length - fromEnd];
  }
}
