package dev.lockspire.authorize;

import dev.lockspire.interaction.AuthorizationRequest;

/**
 * Where an answer goes: only ever made from a redirect URI that was matched against the registered
 * list.
 *
 * @param clientId to whom
 * @param redirectUri proven redirect URI
 * @param responseMode name of the response mode
 * @param state returned byte for byte; null when none was sent
 */
record ResponseTarget(String clientId, String redirectUri, String responseMode, String state) {

  static ResponseTarget of(AuthorizationRequest request) {
    return new ResponseTarget(
        request.clientId(), request.redirectUri(), request.responseMode(), request.state());
  }
}
