package dev.lockspire.logout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A logout request that passed every rule (OpenID Connect RP-Initiated Logout §2).
 *
 * @param hint the session the application speaks of; empty without a hint
 * @param clientId the application, when it is known and active
 * @param postLogoutRedirectUri registered by that application
 * @param state for the redirect, byte for byte
 * @param logoutHint for the host
 * @param uiLocales for the host
 */
record EndSessionRequest(
    Optional<HintedSession> hint,
    Optional<String> clientId,
    Optional<String> postLogoutRedirectUri,
    Optional<String> state,
    Optional<String> logoutHint,
    List<String> uiLocales) {

  EndSessionRequest {
    uiLocales = List.copyOf(uiLocales);
  }

  /** What {@link #of(Map)} reads back. */
  Map<String, Object> toClaims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    hint.ifPresent(session -> session.writeTo(claims));
    clientId.ifPresent(v -> claims.put("cid", v));
    postLogoutRedirectUri.ifPresent(v -> claims.put("uri", v));
    state.ifPresent(v -> claims.put("st", v));
    logoutHint.ifPresent(v -> claims.put("lh", v));
    claims.put("loc", String.join(" ", uiLocales));
    return claims;
  }

  static EndSessionRequest of(Map<String, Object> claims) {
    String locales = SignedValues.text(claims, "loc").orElse("");
    return new EndSessionRequest(
        HintedSession.readFrom(claims),
        SignedValues.text(claims, "cid"),
        SignedValues.text(claims, "uri"),
        SignedValues.text(claims, "st"),
        SignedValues.text(claims, "lh"),
        locales.isEmpty() ? List.of() : List.of(locales.split(" ")));
  }
}
