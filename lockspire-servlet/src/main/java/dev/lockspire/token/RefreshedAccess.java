package dev.lockspire.token;

import dev.lockspire.minting.AccessToken;
import dev.lockspire.rar.AuthorizationDetails;
import java.util.List;

/**
 * The access token that a presented refresh token yields, and what it is good for; the refresh
 * token itself keeps all that was granted.
 */
record RefreshedAccess(
    AccessToken token,
    List<String> scopes,
    List<String> audience,
    AuthorizationDetails authorizationDetails) {

  RefreshedAccess {
    scopes = List.copyOf(scopes);
    audience = List.copyOf(audience);
  }
}
