package dev.lockspire.interaction;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.host.HostSite;
import dev.lockspire.host.LoginRequest;
import dev.lockspire.host.LoginRequest.Reason;
import dev.lockspire.http.Call;
import dev.lockspire.interaction.BrowserSessions.Browser;
import dev.lockspire.interaction.Interaction.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Sends the person to the host's login and keeps the request until they come back. */
final class LoginHandoff {
  private static final int MOST_ROUNDS = 3;

  private final InteractionStore interactions;
  private final HostSite host;
  private final InteractionEvents events;
  private final Duration lifetime;

  LoginHandoff(
      InteractionStore interactions, HostSite host, InteractionEvents events, Duration lifetime) {
    this.interactions = interactions;
    this.host = host;
    this.events = events;
    this.lifetime = lifetime;
  }

  /** The first round. */
  Step start(
      Call call,
      Browser browser,
      Client client,
      AuthorizationRequest request,
      String id,
      Reason reason,
      Instant now) {
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
            now.plus(lifetime)),
        login.returnTo(),
        now);
    events.tell(TelemetryEvent.INTERACTION_STARTED, client, id);
    events.tell(TelemetryEvent.INTERACTION_LOGIN_REQUIRED, client, id);
    return login;
  }

  /** One more round for a waiting interaction; after the third the application is told. */
  Step again(
      Call call,
      Client client,
      Interaction interaction,
      Reason reason,
      Responder responder,
      Instant now) {
    return again(call, client, interaction, reason, responder, now, interactions::askForLogin);
  }

  /** As {@link #again}, for whoever signs in next: the interaction belongs to nobody until then. */
  Step asSomebodyElse(
      Call call, Client client, Interaction interaction, Responder responder, Instant now) {
    return again(
        call, client, interaction, Reason.SELECT_ACCOUNT, responder, now, interactions::release);
  }

  private Step again(
      Call call,
      Client client,
      Interaction interaction,
      Reason reason,
      Responder responder,
      Instant now,
      BiPredicate<String, Instant> move) {
    if (interaction.loginRounds() >= MOST_ROUNDS) {
      Step refused = Refusals.tooManyLogins(interaction.request(), responder);
      interactions.expire(interaction.id(), now);
      return refused;
    }
    Step.Login login = login(call, client, interaction.id(), interaction.request(), reason);
    if (!move.test(interaction.id(), now)) {
      throw InteractionRefused.notActive();
    }
    events.tell(TelemetryEvent.INTERACTION_LOGIN_REQUIRED, client, interaction.id());
    return login;
  }

  private Step.Login login(
      Call call, Client client, String id, AuthorizationRequest request, Reason reason) {
    String returnTo = consentPath(call, id);
    LoginRequest login =
        new LoginRequest(
            reason, id, returnTo, AuthorizationContexts.of(client, request, Optional.of(id)));
    return new Step.Login(id, host.loginPage(call.host(), login), returnTo);
  }

  /** Where the host sends the browser back to. */
  static String consentPath(Call call, String id) {
    return call.issuer().mountPath() + "/consent/" + id;
  }
}
