package dev.lockspire.token;

import dev.lockspire.http.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of the client credentials grant (RFC 6749 §4.4.2, RFC 8707 §2.2).
 *
 * @param scopes asked for; empty means all the client may have
 * @param resources asked for
 */
record ClientCredentialsRequest(Optional<List<String>> scopes, List<String> resources) {

  static ClientCredentialsRequest of(Parameters form) {
    return new ClientCredentialsRequest(ScopeParameter.of(form), ResourceParameter.of(form));
  }
}
