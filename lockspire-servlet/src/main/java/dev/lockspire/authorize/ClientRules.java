package dev.lockspire.authorize;

import dev.lockspire.client.Client;
import dev.lockspire.client.Clients;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.storage.StorageFailure;

/** Who asks, and where may the answer go: what fails here is shown on a page of ours. */
final class ClientRules {
  private final Clients clients;

  ClientRules(Clients clients) {
    this.clients = clients;
  }

  String clientId(Parameters sent) {
    requireOnce(sent, "client_id");
    return sent.nonEmpty("client_id")
        .orElseThrow(
            () -> page("invalid_request", "missing_client_id", "The client_id is missing."));
  }

  Client known(String clientId) {
    try {
      return clients
          .find(clientId)
          .orElseThrow(
              () ->
                  page(
                      OAuthError.of(
                              400,
                              "invalid_client",
                              "invalid_client",
                              "This application is not known.")
                          .comparing("client_id", clientId)));
    } catch (StorageFailure e) {
      throw new Refused(
          new AuthorizationOutcome.PageError(
              OAuthError.of(
                  503,
                  "invalid_request",
                  "client_lookup_failed",
                  "The server cannot look the application up just now.")));
    }
  }

  void active(Client client) {
    if (!client.active()) {
      throw page("invalid_client", "client_disabled", "This application has been disabled.");
    }
  }

  String redirectUri(Parameters sent) {
    requireOnce(sent, "redirect_uri");
    return sent.nonEmpty("redirect_uri")
        .orElseThrow(
            () -> page("invalid_request", "missing_redirect_uri", "The redirect_uri is missing."));
  }

  void registered(Client client, SecurityProfile profile, String redirectUri) {
    if (!RedirectUris.isRegistered(client, profile, redirectUri)) {
      throw page(
          OAuthError.invalidRequest(
                  "invalid_redirect_uri",
                  "The redirect_uri is not registered for this application. It must match a"
                      + " registered one character by character.")
              .comparing("presented", redirectUri)
              .comparing("registered", String.join(" ", client.metadata().redirectUris())));
    }
  }

  void secure(Client client, SecurityProfile profile, String redirectUri) {
    if (!client.mayRedirectTo(redirectUri, profile)) {
      throw page(
          OAuthError.invalidRequest(
                  "insecure_redirect_uri",
                  "The redirect_uri is not one of https, which the security profile demands.")
              .comparing("presented", redirectUri)
              .comparing("effective profile", profile.wireName()));
    }
  }

  static void requireOnce(Parameters sent, String name) {
    if (sent.all(name).size() > 1) {
      throw page(
          "invalid_request", "duplicate_parameter", "The parameter " + name + " was sent twice.");
    }
  }

  private static Refused page(String error, String reason, String description) {
    return page(OAuthError.of(400, error, reason, description));
  }

  static Refused page(OAuthError error) {
    return new Refused(new AuthorizationOutcome.PageError(error));
  }
}
