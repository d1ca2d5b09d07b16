package dev.lockspire.authorize;

import static dev.lockspire.authorize.AuthorizationRule.*;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.authorize.Asked.Way;
import dev.lockspire.client.Client;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.interaction.AuthorizationRequest;
import dev.lockspire.interaction.AuthorizationRequest.Hints;
import dev.lockspire.interaction.BrowserSessions.Browser;
import dev.lockspire.interaction.Prompt;
import dev.lockspire.interaction.TakenRequest;
import dev.lockspire.minting.ClaimsRequest;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.rar.DetailApproval;
import dev.lockspire.rar.DetailBounds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Validates an authorization request: the list of rules, in order. Each takes what earlier rules
 * established and adds to it, or refuses.
 *
 * <p>Until {@link AuthorizationRule#REDIRECT_URI_IS_REGISTERED} has passed every refusal is a page;
 * after it every refusal goes to the redirect URI in the negotiated response mode, unless it cannot
 * be protected on its way as that mode demands.
 */
final class AuthorizationRules {
  private final ClientRules clients;
  private final ReferenceRules references;
  private final OAuthParameterRules oauth;
  private final OpenIdParameterRules openId;
  private final ObjectRules objects;
  private final DetailApproval details;
  private final Supplier<ServerPolicy> policy;
  private final ResponseRules responses;
  private final RandomSource random;
  private final Telemetry telemetry;

  AuthorizationRules(
      ClientRules clients,
      ReferenceRules references,
      OAuthParameterRules oauth,
      OpenIdParameterRules openId,
      ObjectRules objects,
      DetailApproval details,
      Supplier<ServerPolicy> policy,
      ResponseRules responses,
      RandomSource random,
      Telemetry telemetry) {
    this.clients = clients;
    this.references = references;
    this.oauth = oauth;
    this.openId = openId;
    this.objects = objects;
    this.details = details;
    this.policy = policy;
    this.responses = responses;
    this.random = random;
    this.telemetry = telemetry;
  }

  /** What the rules made of a call to {@code /authorize}. */
  sealed interface Judged {}

  /**
   * A request that passed every rule, and whose it is.
   *
   * @param interactionId what the interaction shall be called that comes of it
   * @param asked how it reached us
   */
  record Accepted(Client client, AuthorizationRequest request, String interactionId, Asked asked)
      implements Judged {}

  /** A pushed request that its browser loaded again: its interaction goes on. */
  record LoadedAgain(String interactionId) implements Judged {}

  /**
   * @throws Refused with the outcome when a rule fails
   */
  Judged check(String issuer, Parameters sent, Browser browser, RuleTrace trace) {
    String clientId = trace.check(CLIENT_ID_IS_PRESENT, () -> clients.clientId(sent));
    Client client = trace.check(CLIENT_IS_KNOWN, () -> clients.known(clientId));
    trace.require(CLIENT_IS_ACTIVE, () -> clients.active(client));
    ServerPolicy server = trace.check(POLICY_IS_READABLE, () -> readable(policy));
    Optional<String> reference =
        trace.check(REQUEST_COMES_ONE_WAY, () -> references.reference(sent));
    if (reference.isEmpty()) {
      Asked asked = objects.asked(issuer, client, server, sent, trace);
      return new Accepted(
          client, judge(issuer, client, server, asked, trace), random.token(), asked);
    }
    TakenRequest found =
        trace.check(
            REFERENCE_IS_USABLE, () -> references.take(client, reference.get(), sent, browser));
    if (found instanceof TakenRequest.LoadedAgain again) {
      return new LoadedAgain(again.interactionId());
    }
    TakenRequest.Taken taken = (TakenRequest.Taken) found;
    // All of it once more: what the client may do can have changed since it pushed.
    Asked asked = new Asked(taken.parameters(), Way.PUSHED, taken.signed());
    return new Accepted(
        client, judge(issuer, client, server, asked, trace), taken.interactionId(), asked);
  }

  /**
   * Judges what {@code client} pushes, without anywhere to send an answer to.
   *
   * @param signed whether a request object says it
   * @throws OAuthError when a rule fails
   */
  void checkPushed(String issuer, Client client, Parameters sent, boolean signed, RuleTrace trace) {
    ServerPolicy server = trace.check(POLICY_IS_READABLE, () -> readable(policy));
    redirectUri(client, server, sent, trace);
    ResponseTarget target = responses.target(client, server, sent);
    checkProven(issuer, client, server, target, new Asked(sent, Way.PUSHED, signed), trace);
  }

  private void redirectUri(Client client, ServerPolicy server, Parameters sent, RuleTrace trace) {
    SecurityProfile profile = client.profile(server);
    String redirectUri = trace.check(REDIRECT_URI_IS_PRESENT, () -> clients.redirectUri(sent));
    trace.require(
        REDIRECT_URI_IS_REGISTERED, () -> clients.registered(client, profile, redirectUri));
    trace.require(REDIRECT_URI_IS_SECURE, () -> clients.secure(client, profile, redirectUri));
  }

  private AuthorizationRequest judge(
      String issuer, Client client, ServerPolicy server, Asked asked, RuleTrace trace) {
    redirectUri(client, server, asked.parameters(), trace);
    ResponseTarget target = responses.target(client, server, asked.parameters());
    try {
      return checkProven(issuer, client, server, target, asked, trace);
    } catch (OAuthError refused) {
      throw new Refused(responses.refusal(issuer, client, target, refused));
    }
  }

  private AuthorizationRequest checkProven(
      String issuer,
      Client client,
      ServerPolicy server,
      ResponseTarget target,
      Asked asked,
      RuleTrace trace) {
    Parameters sent = asked.parameters();
    trace.require(PARAMETERS_OCCUR_ONCE, () -> oauth.occurOnce(sent));
    trace.require(STATE_IS_RETURNABLE, () -> oauth.stateIsReturnable(sent));
    if (asked.cameThroughTheBrowser()) {
      trace.require(REQUEST_IS_PUSHED_WHERE_DEMANDED, () -> pushed(client, server));
    }
    trace.require(CLIENT_IS_FIT_FOR_THE_PROFILE, () -> oauth.fitForProfile(client, server));
    trace.require(
        REQUEST_IS_SIGNED_WHERE_DEMANDED,
        () -> oauth.signedWhereDemanded(client, server, asked.signed()));
    trace.require(CLIENT_MAY_USE_CODES, () -> oauth.mayUseCodes(client));
    List<String> scopes = trace.check(SCOPE_IS_ALLOWED, () -> oauth.scopes(client, sent));
    Set<Prompt> prompts = trace.check(PROMPT_IS_CONSISTENT, () -> openId.prompts(sent));
    Duration maxAge = trace.check(MAX_AGE_IS_A_NUMBER, () -> openId.maxAge(client, sent));
    trace.require(RESPONSE_TYPE_IS_CODE, () -> oauth.responseTypeIsCode(sent));
    trace.require(RESPONSE_MODE_IS_OFFERED, () -> responses.offered(sent));
    trace.require(
        RESPONSE_IS_SIGNED_WHERE_DEMANDED,
        () -> responses.signedWhereDemanded(client, server, sent));
    trace.require(RESPONSE_CAN_BE_PROTECTED, () -> responses.protectable(client, target));
    String challenge = sent.nonEmpty("code_challenge").orElse(null);
    String nonce =
        trace.check(NONCE_IS_PRESENT, () -> openId.nonce(client, scopes, challenge != null, sent));
    trace.require(PKCE_IS_PRESENT, () -> oauth.pkce(client, server, scopes, sent));
    String dpopJkt = trace.check(DPOP_KEY_IS_A_THUMBPRINT, () -> oauth.dpopKey(sent));
    ClaimsRequest claims = trace.check(CLAIMS_ARE_READABLE, () -> openId.claims(sent));
    List<String> resources = trace.check(RESOURCE_IS_ALLOWED, () -> oauth.resources(client, sent));
    AuthorizationDetails authorizationDetails =
        authorizationDetails(client, asked, scopes, resources, trace);
    String hinted =
        trace.check(
            ID_TOKEN_HINT_IS_OURS,
            () -> openId.hintedSubject(issuer, client, client.profile(server), claims, sent));

    return new AuthorizationRequest(
        client.clientId(),
        target.redirectUri(),
        target.responseMode(),
        scopes,
        resources,
        authorizationDetails,
        prompts,
        target.state(),
        nonce,
        maxAge,
        openId.authTimeRequested(client, maxAge, claims),
        openId.acrValues(client, sent),
        claims,
        hints(sent),
        hinted,
        challenge,
        dpopJkt);
  }

  private void pushed(Client client, ServerPolicy server) {
    if (client.profile(server).isFapi()) {
      telemetry.emit(
          TelemetryEvent.FAPI20_FAILED,
          Map.of("client_id", client.clientId(), "reason_code", "missing_request_uri"));
    }
    oauth.pushedWhereDemanded(client, server);
  }

  private AuthorizationDetails authorizationDetails(
      Client client, Asked asked, List<String> scopes, List<String> resources, RuleTrace trace) {
    int largest =
        asked.cameThroughTheBrowser() ? DetailBounds.LARGEST_DIRECT : DetailBounds.LARGEST;
    AuthorizationDetails wanted =
        trace.check(
            AUTHORIZATION_DETAILS_ARE_READABLE,
            () -> details.read(asked.parameters().value("authorization_details"), largest));
    trace.require(AUTHORIZATION_DETAILS_ARE_ALLOWED, () -> details.requireAllowed(client, wanted));
    AuthorizationDetailsContext context =
        new AuthorizationDetailsContext(
            AuthorizationDetailsContext.Stage.REQUEST,
            client.clientId(),
            scopes,
            resources,
            Optional.empty());
    return trace.check(
        AUTHORIZATION_DETAILS_ARE_APPROVED, () -> details.validated(wanted, context));
  }

  private static ServerPolicy readable(Supplier<ServerPolicy> policy) {
    try {
      return policy.get();
    } catch (dev.lockspire.storage.StorageFailure e) {
      throw new Refused(
          new AuthorizationOutcome.PageError(
              OAuthError.of(
                  503,
                  "server_error",
                  "server_policy_lookup_failed",
                  "The server cannot read its policy just now.")));
    }
  }

  private static Hints hints(Parameters sent) {
    return new Hints(
        sent.trimmed("login_hint").filter(hint -> hint.length() <= 512).orElse(null),
        words(sent, "ui_locales"),
        words(sent, "claims_locales"),
        sent.trimmed("display")
            .filter(Set.of("page", "popup", "touch", "wap")::contains)
            .orElse(null));
  }

  /** A bounded list of words; never a reason to refuse a request. */
  static List<String> words(Parameters sent, String name) {
    return sent.trimmed(name)
        .filter(text -> text.length() <= 512)
        .map(text -> List.of(text.split(" +", -1)))
        .orElse(List.of());
  }
}
