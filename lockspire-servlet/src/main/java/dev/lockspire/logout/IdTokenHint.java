package dev.lockspire.logout;

import java.util.List;
import java.util.Optional;

/**
 * An ID token that this server signed, whenever that was: expiry is not asked (OpenID Connect
 * RP-Initiated Logout §4).
 */
record IdTokenHint(String issuer, List<String> audience, Session session) {

  IdTokenHint {
    audience = List.copyOf(audience);
  }

  Optional<String> onlyAudience() {
    return audience.size() == 1 ? Optional.of(audience.get(0)) : Optional.empty();
  }
}
