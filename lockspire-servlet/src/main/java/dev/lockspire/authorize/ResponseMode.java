package dev.lockspire.authorize;

import dev.lockspire.client.Client;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import java.util.Map;

/**
 * One way of delivering an authorization response (OAuth 2.0 Multiple Response Type Encoding
 * Practices §2.1, OAuth 2.0 Form Post Response Mode, JARM §2.3).
 */
interface ResponseMode {

  /** As in {@code response_mode}. */
  String name();

  /**
   * What is delivered in place of {@code parameters}: themselves where the mode protects nothing.
   *
   * @throws OAuthError for a page of ours, when they cannot be protected as they must be
   */
  default Map<String, String> protect(
      String issuer, Client client, Map<String, String> parameters) {
    return parameters;
  }

  /**
   * Checks that {@link #protect} has the keys it needs.
   *
   * @throws OAuthError for a page of ours, when it has not
   */
  default void requireKeys(Client client) {}

  /**
   * @param parameters what {@link #protect} made
   */
  Reply deliver(Call call, ResponseTarget target, Map<String, String> parameters);
}
