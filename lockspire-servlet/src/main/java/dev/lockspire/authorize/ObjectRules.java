package dev.lockspire.authorize;

import dev.lockspire.authorize.Asked.Way;
import dev.lockspire.client.Client;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.requestobject.RequestObjects;
import dev.lockspire.requestobject.RequestedParameters;

/** A request that comes as a JWT through the browser (RFC 9101 §5.1): what fails is a page. */
final class ObjectRules {
  private final RequestObjects objects;
  private final OAuthParameterRules oauth;

  ObjectRules(RequestObjects objects, OAuthParameterRules oauth) {
    this.objects = objects;
    this.oauth = oauth;
  }

  /**
   * What is asked: what the request object says, else {@code sent}. An object that had to be pushed
   * is not opened; {@link AuthorizationRule#REQUEST_IS_PUSHED_WHERE_DEMANDED} refuses it, where it
   * can at the redirect URI beside it.
   */
  Asked asked(String issuer, Client client, ServerPolicy server, Parameters sent, RuleTrace trace) {
    boolean object = RequestObjects.isSent(sent);
    if (object && !client.requiresPushedRequests(server)) {
      RequestedParameters opened = opened(issuer, client, sent);
      return new Asked(opened.parameters(), Way.THROUGH_THE_BROWSER, opened.signed());
    }
    if (object && sent.nonEmpty("redirect_uri").isEmpty()) {
      trace.require(
          AuthorizationRule.REQUEST_IS_PUSHED_WHERE_DEMANDED, () -> pushed(client, server));
    }
    return new Asked(sent, Way.THROUGH_THE_BROWSER, false);
  }

  private RequestedParameters opened(String issuer, Client client, Parameters sent) {
    try {
      return objects.openOnce(issuer, client, sent);
    } catch (OAuthError refused) {
      throw ClientRules.page(refused);
    }
  }

  private void pushed(Client client, ServerPolicy server) {
    try {
      oauth.pushedWhereDemanded(client, server);
    } catch (OAuthError refused) {
      throw ClientRules.page(refused);
    }
  }
}
