package dev.lockspire.authorize;

import dev.lockspire.client.Client;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.policy.ServerPolicy;
import java.util.Optional;

/** Where and how the answer goes: response modes (RFC 6749 §4.1.2, JARM §2.3). */
final class ResponseRules {
  private static final String MODE = "response_mode";

  private final ResponseModes modes;

  ResponseRules(ResponseModes modes) {
    this.modes = modes;
  }

  /**
   * Read before anything else may fail, so that errors travel in the mode that was asked for; in
   * the standard one, if that mode is not to be had. Where signed responses are demanded that is a
   * signed one.
   */
  ResponseTarget target(Client client, ServerPolicy server, Parameters sent) {
    boolean demanded = client.requiresJarm(server);
    String mode =
        asked(sent)
            .filter(name -> modes.signs(name) || !demanded)
            .flatMap(modes::named)
            .orElse(demanded ? ResponseModes.QUERY_JWT : ResponseModes.QUERY);
    String state =
        sent.all("state").size() == 1
            ? sent.value("state").filter(OAuthParameterRules::isReturnableState).orElse(null)
            : null;
    String redirectUri = sent.nonEmpty("redirect_uri").orElseThrow();
    return new ResponseTarget(client.clientId(), redirectUri, mode, state);
  }

  /** What is named twice names nothing. */
  private static Optional<String> asked(Parameters sent) {
    return sent.all(MODE).size() == 1 ? sent.value(MODE) : Optional.empty();
  }

  void offered(Parameters sent) {
    if (sent.value(MODE).filter(mode -> modes.named(mode).isEmpty()).isPresent()) {
      throw OAuthError.invalidRequest(
              "invalid_response_mode", "The response_mode is not supported.")
          .comparing("asked", sent.value(MODE).orElse(""))
          .comparing("supported", String.join(" ", modes.names()));
    }
  }

  /** FAPI 2.0 Message Signing: the client says so itself, nothing is made of its silence. */
  void signedWhereDemanded(Client client, ServerPolicy server, Parameters sent) {
    if (client.requiresJarm(server) && asked(sent).filter(modes::signs).isEmpty()) {
      throw OAuthError.invalidRequest(
              "strict_message_signing_requires_jarm",
              "The response_mode must be jwt, query.jwt, fragment.jwt or form_post.jwt.")
          .comparing("asked", asked(sent).orElse("not sent"));
    }
  }

  /** Better now than after a person was asked. */
  void protectable(Client client, ResponseTarget target) {
    try {
      modes.requireKeys(client, target);
    } catch (OAuthError unprotected) {
      throw ClientRules.page(unprotected);
    }
  }

  /** {@code refused}, once it can be told at {@code target}. */
  AuthorizationOutcome refusal(
      String issuer, Client client, ResponseTarget target, OAuthError refused) {
    return modes.refusal(issuer, client, target, refused);
  }
}
