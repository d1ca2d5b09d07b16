package dev.lockspire.introspection;

import dev.lockspire.client.Client;
import dev.lockspire.client.ClientMetadata.IntrospectionScope;
import dev.lockspire.http.Rule;
import dev.lockspire.minting.StoredToken;
import java.util.Collections;
import java.util.Locale;

/**
 * What must hold for a token to be called active towards a caller, in this order. Whatever fails,
 * the caller hears the same: not active (RFC 7662 §2.2).
 */
enum ActivityRule implements Rule {
  /** Anybody can claim to be a public client, so none of them may scan for tokens (RFC 7662 §4). */
  CALLER_IS_CONFIDENTIAL("RFC 7662 §4"),
  TOKEN_IS_ACCESS_OR_REFRESH("RFC 7662 §2.1"),
  CALLER_HAS_AUTHORITY("RFC 7662 §2.2"),
  TOKEN_IS_LIVE("RFC 7662 §2.2"),
  CLIENT_IS_ENABLED("RFC 7662 §2.2");

  private final String reference;

  ActivityRule(String reference) {
    this.reference = reference;
  }

  boolean holds(IntrospectionQuery query) {
    return switch (this) {
      case CALLER_IS_CONFIDENTIAL -> query.caller().isConfidential();
      case TOKEN_IS_ACCESS_OR_REFRESH ->
          query.token().isAccessToken() || query.token().isRefreshToken();
      case CALLER_HAS_AUTHORITY -> hasAuthority(query);
      case TOKEN_IS_LIVE -> query.token().isLive(query.now());
      case CLIENT_IS_ENABLED -> query.clientEnabled();
    };
  }

  @Override
  public String reference() {
    return reference;
  }

  /** For telemetry: {@code token_is_live} is what did not hold. */
  String reason() {
    return "not_" + name().toLowerCase(Locale.ROOT);
  }

  /** A client may always ask of its own tokens; of others as far as an operator allowed it. */
  private static boolean hasAuthority(IntrospectionQuery query) {
    Client caller = query.caller();
    StoredToken token = query.token();
    if (token.clientId().equals(caller.clientId())) {
      return true;
    }
    IntrospectionScope scope = caller.metadata().introspectionScope();
    return scope == IntrospectionScope.ANY
        // A refresh token is nobody's business but its client's: no API is ever shown one.
        || (scope == IntrospectionScope.AUDIENCE
            && token.isAccessToken()
            && !Collections.disjoint(token.audience(), caller.metadata().resourceIdentifiers()));
  }
}
