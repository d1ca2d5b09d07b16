package dev.lockspire.logout;

import dev.lockspire.client.Client;
import dev.lockspire.client.Clients;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checks of {@code /end_session}, in order. Each refusal is a page, never a redirect: until the
 * last rule has passed, no address of the request is trusted.
 */
final class EndSessionRules {
  private static final Map<String, Integer> LONGEST =
      Map.of(
          "id_token_hint", 16_384,
          "client_id", 255,
          "post_logout_redirect_uri", 2_048,
          "state", 2_048,
          "logout_hint", 1_024,
          "ui_locales", 256);
  private static final int MAX_LOCALES = 16;

  private final IdTokenHints hints;
  private final Clients clients;

  EndSessionRules(IdTokenHints hints, Clients clients) {
    this.hints = hints;
    this.clients = clients;
  }

  /**
   * @throws OAuthError 400 {@code invalid_request} of the first rule that fails
   */
  EndSessionRequest validate(Parameters sent, Issuer issuer, RuleTrace trace) {
    trace.require(EndSessionRule.PARAMETERS_OCCUR_ONCE, () -> occurOnce(sent));
    trace.require(EndSessionRule.PARAMETERS_ARE_BOUNDED, () -> areBounded(sent));
    Optional<IdTokenHint> hint =
        trace.check(
            EndSessionRule.ID_TOKEN_HINT_VERIFIES,
            () -> sent.trimmed("id_token_hint").map(hints::verify));
    trace.require(EndSessionRule.ID_TOKEN_HINT_IS_OURS, () -> isOurs(hint, issuer));
    Optional<String> named = sent.trimmed("client_id");
    trace.require(EndSessionRule.CLIENT_IS_THE_AUDIENCE, () -> isTheAudience(named, hint));
    Optional<String> meant = named.or(() -> hint.flatMap(IdTokenHint::onlyAudience));
    Optional<Client> client = meant.flatMap(this::activeClient);
    Optional<String> redirectUri =
        trace.check(
            EndSessionRule.POST_LOGOUT_REDIRECT_URI_IS_REGISTERED,
            () -> sent.trimmed("post_logout_redirect_uri").map(uri -> registered(uri, client)));
    return new EndSessionRequest(
        hint.map(h -> new HintedSession(h.subject(), h.sid(), meant)),
        client.map(Client::clientId),
        redirectUri,
        sent.nonEmpty("state"),
        sent.trimmed("logout_hint"),
        locales(sent));
  }

  private static void occurOnce(Parameters sent) {
    for (String name : sent.repeated()) {
      if (LONGEST.containsKey(name)) {
        throw refused("duplicate_parameter", "A parameter occurs more than once: " + name);
      }
    }
  }

  private static void areBounded(Parameters sent) {
    LONGEST.forEach(
        (name, longest) -> {
          if (sent.value(name).orElse("").length() > longest) {
            throw refused("parameter_too_long", "A parameter is too long: " + name);
          }
        });
  }

  private static void isOurs(Optional<IdTokenHint> hint, Issuer issuer) {
    if (hint.isPresent() && !hint.get().issuer().equals(issuer.value())) {
      throw IdTokenHints.invalid();
    }
  }

  private static void isTheAudience(Optional<String> named, Optional<IdTokenHint> hint) {
    if (named.isPresent() && hint.isPresent() && !hint.get().audience().contains(named.get())) {
      throw refused(
          "client_id_not_in_aud",
          "The id_token_hint was not issued to the client_id that was sent.");
    }
  }

  private Optional<Client> activeClient(String clientId) {
    return clients.find(clientId).filter(Client::active);
  }

  private static String registered(String uri, Optional<Client> client) {
    if (client.isEmpty()) {
      throw refused(
          "missing_client",
          "A post_logout_redirect_uri needs the client_id of a known application, or an"
              + " id_token_hint that names one.");
    }
    if (!client.get().metadata().postLogoutRedirectUris().contains(uri)) {
      throw refused(
          "unregistered_post_logout_redirect_uri",
          "The post_logout_redirect_uri is not registered for this application.");
    }
    return uri;
  }

  private static List<String> locales(Parameters sent) {
    return sent.trimmed("ui_locales").stream()
        .flatMap(text -> List.of(text.split("\\s+")).stream())
        .limit(MAX_LOCALES)
        .toList();
  }

  static OAuthError refused(String reason, String description) {
    return OAuthError.invalidRequest(reason, description);
  }
}
