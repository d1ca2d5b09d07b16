package dev.lockspire.authorize;

import dev.lockspire.client.Client;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.interaction.BrowserSessions.Browser;
import dev.lockspire.interaction.PushedRequests;
import dev.lockspire.interaction.TakenRequest;
import dev.lockspire.storage.StorageFailure;
import java.util.Optional;

/** A request that was pushed and now comes by reference (RFC 9126 §4): what fails is a page. */
final class ReferenceRules {
  private final PushedRequests pushed;

  ReferenceRules(PushedRequests pushed) {
    this.pushed = pushed;
  }

  /** The reference; empty when the parameters themselves are the request. */
  Optional<String> reference(Parameters sent) {
    ClientRules.requireOnce(sent, "request");
    ClientRules.requireOnce(sent, "request_uri");
    Optional<String> reference = sent.nonEmpty("request_uri");
    if (reference.isPresent() && sent.nonEmpty("request").isPresent()) {
      throw page(
          "request_object_and_request_uri_conflict",
          "Only one of request and request_uri can be sent.");
    }
    return reference;
  }

  /**
   * Takes the request. That it is unknown, over, used or another client's is one and the same
   * answer: whoever found the reference learns nothing.
   */
  TakenRequest take(Client client, String reference, Parameters sent, Browser browser) {
    sent.repeated().stream()
        .filter(name -> !name.equals("resource"))
        .forEach(name -> ClientRules.requireOnce(sent, name));
    TakenRequest taken = lookedUp(client, reference, sent, browser);
    if (taken instanceof TakenRequest.Unusable unusable) {
      throw ClientRules.page(
          OAuthError.invalidRequest(
                  "invalid_request_uri",
                  "This sign-in link is no longer valid. Please start again.")
              .comparing("reference", unusable.why()));
    }
    if (taken instanceof TakenRequest.Contradicted) {
      throw page(
          "request_uri_conflict",
          "The parameters beside the request_uri do not say what was pushed.");
    }
    return taken;
  }

  private TakenRequest lookedUp(Client client, String reference, Parameters sent, Browser browser) {
    try {
      return pushed.take(reference, client.clientId(), sent, browser);
    } catch (StorageFailure e) {
      throw ClientRules.page(
          OAuthError.of(
              503,
              "invalid_request",
              "request_uri_lookup_failed",
              "The server cannot look the request up just now."));
    }
  }

  private static Refused page(String reason, String description) {
    return ClientRules.page(OAuthError.invalidRequest(reason, description));
  }
}
