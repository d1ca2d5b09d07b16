package dev.lockspire.logout;

import java.util.List;
import java.util.Optional;

/**
 * An ID token that this server signed, whenever that was: expiry is not asked (OpenID Connect
 * RP-Initiated Logout §4).
 *
 * @param subject as the audience knows the person
 * @param sid the public session id; an ID token of before may lack it
 */
record IdTokenHint(String issuer, List<String> audience, String subject, Optional<String> sid) {

  IdTokenHint {
    audience = List.copyOf(audience);
  }

  Optional<String> onlyAudience() {
    return audience.size() == 1 ? Optional.of(audience.get(0)) : Optional.empty();
  }
}
