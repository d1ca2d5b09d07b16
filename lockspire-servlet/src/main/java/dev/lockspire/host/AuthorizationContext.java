package dev.lockspire.host;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an application asks for, as far as the host's login and consent need to know. Hints come
 * from outside: they are bounded in length and must be treated as text, never executed and never
 * trusted.
 *
 * @param interactionId the pending interaction; empty while none exists yet
 * @param clientId the application
 * @param clientName its display name, or its id when it has none
 * @param scopes requested scopes in the order of the request
 * @param resources requested resource indicators (RFC 8707)
 * @param authorizationDetails requested authorization details (RFC 9396), in the form of their
 *     validators
 * @param prompt requested prompts (OpenID Connect Core §3.1.2.1)
 * @param maxAge the oldest authentication the application accepts
 * @param acrValues requested authentication contexts, most wanted first
 * @param loginHint who the application believes the person is
 * @param uiLocales preferred languages (BCP 47), most wanted first
 * @param claimsLocales preferred languages of claims
 * @param display how the application shows the page: page, popup, touch, wap
 */
public record AuthorizationContext(
    Optional<String> interactionId,
    String clientId,
    String clientName,
    List<String> scopes,
    List<String> resources,
    List<Map<String, Object>> authorizationDetails,
    List<String> prompt,
    Optional<Duration> maxAge,
    List<String> acrValues,
    Optional<String> loginHint,
    List<String> uiLocales,
    List<String> claimsLocales,
    Optional<String> display) {

  public AuthorizationContext {
    Objects.requireNonNull(clientId, "clientId");
    scopes = List.copyOf(scopes);
    resources = List.copyOf(resources);
    authorizationDetails = List.copyOf(authorizationDetails);
    prompt = List.copyOf(prompt);
    acrValues = List.copyOf(acrValues);
    uiLocales = List.copyOf(uiLocales);
    claimsLocales = List.copyOf(claimsLocales);
  }
}
