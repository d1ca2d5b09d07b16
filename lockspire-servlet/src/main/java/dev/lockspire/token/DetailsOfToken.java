package dev.lockspire.token;

import dev.lockspire.client.Client;
import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.http.OAuthError;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.rar.DetailApproval;
import dev.lockspire.rar.DetailBounds;
import java.util.List;
import java.util.Optional;

/** Decides which authorization details an access token is good for (RFC 9396 §6, §7). */
final class DetailsOfToken {
  private final DetailApproval approval;

  DetailsOfToken(DetailApproval approval) {
    this.approval = approval;
  }

  /**
   * The requested details, else everything that was granted.
   *
   * @param requested {@code authorization_details} of the token request
   * @param scopes scopes of the token
   * @param audience audience of the token
   * @throws OAuthError {@code invalid_authorization_details} when more is requested than was
   *     granted
   */
  AuthorizationDetails of(
      Client client,
      Optional<String> requested,
      GrantedAccess granted,
      List<String> scopes,
      List<String> audience) {
    if (requested.isEmpty()) {
      return granted.authorizationDetails();
    }
    AuthorizationDetails asked = approval.read(requested, DetailBounds.LARGEST);
    return approval.narrowed(
        granted.authorizationDetails(),
        asked,
        new AuthorizationDetailsContext(
            AuthorizationDetailsContext.Stage.TOKEN,
            client.clientId(),
            scopes,
            audience,
            Optional.of(granted.subject())));
  }
}
