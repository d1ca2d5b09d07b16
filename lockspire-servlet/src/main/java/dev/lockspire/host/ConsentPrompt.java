package dev.lockspire.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a consent page shows and posts.
 *
 * <p>The page posts to {@link #finalizePath} as a form with {@code decision} ({@code approve} or
 * {@code deny}), {@code csrf_token}, optionally {@code remember=true}, and optionally one {@code
 * scope} field for each scope the person leaves ticked, marked by {@code scope_choice=true}. Marked
 * by {@code authorization_details_choice=true}, the field {@code authorization_details} holds what
 * the person leaves of the details: a JSON array of at most 16 KiB, whose elements equal requested
 * ones or are what their {@link AuthorizationDetailsValidator} accepts in their place.
 *
 * @param interactionId the waiting authorization
 * @param clientId the application
 * @param clientName display name, or the id when it has none
 * @param logoUri the application's logo, never loaded by the library's own page
 * @param policyUri the application's privacy policy
 * @param tosUri the application's terms of service
 * @param scopes requested scopes
 * @param resources resources the tokens will be good for
 * @param authorizationDetails requested authorization details (RFC 9396), in the form of their
 *     validators
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
    List<Map<String, Object>> authorizationDetails,
    Account subject,
    String finalizePath,
    String csrfToken,
    AuthorizationContext context) {

  public ConsentPrompt {
    scopes = List.copyOf(scopes);
    resources = List.copyOf(resources);
    authorizationDetails = List.copyOf(authorizationDetails);
  }

  /** The types of the authorization details, each once, in order. */
  public List<String> authorizationDetailTypes() {
    return authorizationDetails.stream()
        .map(detail -> (String) detail.get("type"))
        .distinct()
        .toList();
  }
}
