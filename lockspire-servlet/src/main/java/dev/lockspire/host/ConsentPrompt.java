package dev.lockspire.host;

import java.util.List;
import java.util.Optional;

/**
 * Everything a consent page shows and posts.
 *
 * <p>The page posts to {@link #finalizePath} as a form with {@code decision} ({@code approve} or
 * {@code deny}), {@code csrf_token}, optionally {@code remember=true}, and optionally one {@code
 * scope} field for each scope the person leaves ticked, marked by {@code scope_choice=true}.
 *
 * @param interactionId the waiting authorization
 * @param clientId the application
 * @param clientName display name, or the id when it has none
 * @param logoUri the application's logo, never loaded by the library's own page
 * @param policyUri the application's privacy policy
 * @param tosUri the application's terms of service
 * @param scopes requested scopes
 * @param resources resources the tokens will be good for
 * @param subject the signed-in person
 * @param finalizePath where the form posts to
 * @param csrfToken goes into the form field {@code csrf_token}
 * @param context the whole request, hints included
 */
public record ConsentPrompt(
    String interactionId,
    String clientId,
    String clientName,
    Optional<String> logoUri,
    Optional<String> policyUri,
    Optional<String> tosUri,
    List<String> scopes,
    List<String> resources,
    Account subject,
    String finalizePath,
    String csrfToken,
    AuthorizationContext context) {

  public ConsentPrompt {
    scopes = List.copyOf(scopes);
    resources = List.copyOf(resources);
  }
}
