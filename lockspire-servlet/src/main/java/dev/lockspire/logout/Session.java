package dev.lockspire.logout;

import java.util.Map;
import java.util.Optional;

/**
 * One person in one browser.
 *
 * @param sid the public session id; an ID token of before may lack it
 */
record Session(String subject, Optional<String> sid) {

  /**
   * True when {@code hint} speaks of this session: same person, and same {@code sid} if it has one.
   */
  boolean isMeantBy(Session hint) {
    return subject.equals(hint.subject)
        && hint.sid.map(id -> sid.equals(Optional.of(id))).orElse(true);
  }

  void writeTo(Map<String, Object> claims) {
    claims.put("sub", subject);
    sid.ifPresent(id -> claims.put("sid", id));
  }

  static Optional<Session> readFrom(Map<String, Object> claims) {
    return SignedValues.text(claims, "sub")
        .map(subject -> new Session(subject, SignedValues.text(claims, "sid")));
  }
}
