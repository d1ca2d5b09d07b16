package dev.lockspire.logout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be done when the host has ended its session and sent the browser back.
 *
 * @param eventId makes it happen once
 * @param browserHash the browser that may complete it
 * @param session whose tokens end; empty when nobody was signed in
 */
record Completion(
    String eventId,
    String browserHash,
    Optional<Session> session,
    Optional<String> clientId,
    Optional<String> postLogoutRedirectUri,
    Optional<String> state) {

  /** What {@link #of(Map)} reads back. */
  Map<String, Object> toClaims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("evt", eventId);
    claims.put("bh", browserHash);
    session.ifPresent(s -> s.writeTo(claims));
    clientId.ifPresent(v -> claims.put("cid", v));
    postLogoutRedirectUri.ifPresent(v -> claims.put("uri", v));
    state.ifPresent(v -> claims.put("st", v));
    return claims;
  }

  static Completion of(Map<String, Object> claims) {
    return new Completion(
        SignedValues.text(claims, "evt").orElseThrow(),
        SignedValues.text(claims, "bh").orElseThrow(),
        Session.readFrom(claims),
        SignedValues.text(claims, "cid"),
        SignedValues.text(claims, "uri"),
        SignedValues.text(claims, "st"));
  }
}
