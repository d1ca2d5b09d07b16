package dev.lockspire.logout;

import java.util.Map;
import java.util.Optional;

/**
 * The session that an {@code id_token_hint} speaks of, as its application knows it.
 *
 * @param subject {@code sub} of the ID token
 * @param sid the public session id; an ID token of before may lack it
 * @param clientId the application; empty when the token has several audiences
 */
record HintedSession(String subject, Optional<String> sid, Optional<String> clientId) {

  void writeTo(Map<String, Object> claims) {
    claims.put("sub", subject);
    sid.ifPresent(id -> claims.put("sid", id));
    clientId.ifPresent(id -> claims.put("aud", id));
  }

  static Optional<HintedSession> readFrom(Map<String, Object> claims) {
    return SignedValues.text(claims, "sub")
        .map(
            subject ->
                new HintedSession(
                    subject, SignedValues.text(claims, "sid"), SignedValues.text(claims, "aud")));
  }
}
