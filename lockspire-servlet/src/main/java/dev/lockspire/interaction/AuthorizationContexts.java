package dev.lockspire.interaction;

import dev.lockspire.client.Client;
import dev.lockspire.host.AuthorizationContext;
import java.util.Optional;

/** What the host is told of a request. */
final class AuthorizationContexts {
  private AuthorizationContexts() {}

  static AuthorizationContext of(
      Client client, AuthorizationRequest request, Optional<String> interactionId) {
    return new AuthorizationContext(
        interactionId,
        client.clientId(),
        client.displayName(),
        request.scopes(),
        request.resources(),
        request.authorizationDetails().objects(),
        request.prompts().stream().map(Prompt::wireName).sorted().toList(),
        Optional.ofNullable(request.maxAge()),
        request.acrValues(),
        Optional.ofNullable(request.hints().loginHint()),
        request.hints().uiLocales(),
        request.hints().claimsLocales(),
        Optional.ofNullable(request.hints().display()));
  }
}
