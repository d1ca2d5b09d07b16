package dev.lockspire.interaction;

import dev.lockspire.rar.AuthorizationDetails;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person allowed an application.
 *
 * @param id key of the row; tokens carry it
 * @param remembered whether it may stand for a later request; otherwise it is evidence only
 * @param authorizationDetails what was allowed beyond scopes (RFC 9396)
 * @param claims individually requested claims that were shown, as {@code where:name}
 * @param expiresAt after which it is asked again; empty for never
 * @param revokedAt when it was withdrawn
 */
public record ConsentGrant(
    long id,
    String subject,
    String clientId,
    List<String> scopes,
    List<String> resources,
    AuthorizationDetails authorizationDetails,
    List<String> claims,
    boolean remembered,
    Instant grantedAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {

  public ConsentGrant {
    scopes = List.copyOf(scopes);
    resources = List.copyOf(resources);
    claims = List.copyOf(claims);
  }

  /** True when nothing in {@code request} goes beyond what was allowed. */
  boolean covers(AuthorizationRequest request) {
    return Set.copyOf(scopes).containsAll(request.scopes())
        && Set.copyOf(resources).containsAll(request.resources())
        && authorizationDetails.containsAll(request.authorizationDetails())
        && new HashSet<>(claims).containsAll(claimNames(request));
  }

  /** The individually requested claims of a request in the form that a grant records. */
  static List<String> claimNames(AuthorizationRequest request) {
    java.util.ArrayList<String> names = new java.util.ArrayList<>();
    request.claims().userinfo().keySet().forEach(name -> names.add("userinfo:" + name));
    request.claims().idToken().keySet().forEach(name -> names.add("id_token:" + name));
    // These say how the person signed in, not who they are; they need no consent.
    names.removeAll(List.of("id_token:auth_time", "id_token:acr", "id_token:sub", "userinfo:sub"));
    return names;
  }
}
