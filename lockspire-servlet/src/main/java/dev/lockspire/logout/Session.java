package dev.lockspire.logout;

import java.util.Map;
import java.util.Optional;

/**
 * One person in one browser.
 *
 * @param subject the account; empty where only a pairwise client told who it is
 * @param sid the public session id; an ID token of before may lack it
 */
record Session(Optional<String> subject, Optional<String> sid) {

  void writeTo(Map<String, Object> claims) {
    subject.ifPresent(account -> claims.put("sub", account));
    sid.ifPresent(id -> claims.put("sid", id));
  }

  static Optional<Session> readFrom(Map<String, Object> claims) {
    Session session =
        new Session(SignedValues.text(claims, "sub"), SignedValues.text(claims, "sid"));
    return Optional.of(session).filter(s -> s.subject.isPresent() || s.sid.isPresent());
  }
}
