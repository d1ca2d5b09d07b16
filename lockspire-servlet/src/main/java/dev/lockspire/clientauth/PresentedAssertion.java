package dev.lockspire.clientauth;

import dev.lockspire.client.Client;
import dev.lockspire.http.Issuer;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.JwtClaims;
import dev.lockspire.policy.SecurityProfile;
import java.util.Set;

/**
 * A client assertion and what it is judged by.
 *
 * @param client the one it claims to come from
 * @param profile the one that holds for this client
 * @param issuer the server it is presented to
 * @param surface the endpoint it is presented at
 */
record PresentedAssertion(
    Client client,
    SecurityProfile profile,
    Issuer issuer,
    ProtocolSurface surface,
    Credentials.Assertion assertion) {

  /** Whom it may be made for. Outside FAPI the push endpoint goes by three names (RFC 9126 §2). */
  Set<String> audiences() {
    return surface == ProtocolSurface.PUSHED_AUTHORIZATION && !profile.isFapi()
        ? Set.of(issuer.value(), issuer.url("/token"), issuer.url("/par"))
        : Set.of(issuer.value());
  }

  CompactJws jws() {
    return assertion.jws();
  }

  JwtClaims claims() {
    return assertion.claims();
  }
}
