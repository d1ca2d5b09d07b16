package dev.lockspire.host;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * In which request authorization details are judged.
 *
 * @param stage where the request stands
 * @param clientId the application that asks
 * @param scopes requested scopes; granted ones once a person has decided
 * @param resources requested resource indicators (RFC 8707)
 * @param subject the person; empty at {@link Stage#REQUEST}, when nobody has signed in yet
 */
public record AuthorizationDetailsContext(
    Stage stage,
    String clientId,
    List<String> scopes,
    List<String> resources,
    Optional<String> subject) {

  /** Where a request stands. */
  public enum Stage {
    /** It has just come; a pushed request comes twice, when it is pushed and when it is used. */
    REQUEST,
    /** The person left less than was asked for. */
    CONSENT,
    /** The application asks for a token that is good for less than was granted. */
    TOKEN
  }

  public AuthorizationDetailsContext {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(subject, "subject");
    scopes = List.copyOf(scopes);
    resources = List.copyOf(resources);
  }
}
