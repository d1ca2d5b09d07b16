package dev.lockspire.clientauth;

import dev.lockspire.client.Client;
import dev.lockspire.http.Issuer;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.JwtClaims;
import dev.lockspire.policy.SecurityProfile;

/**
 * A client assertion and what it is judged by.
 *
 * @param client the one it claims to come from
 * @param profile the one that holds for this client
 * @param issuer the server it is presented to
 */
record PresentedAssertion(
    Client client, SecurityProfile profile, Issuer issuer, Credentials.Assertion assertion) {

  CompactJws jws() {
    return assertion.jws();
  }

  JwtClaims claims() {
    return assertion.claims();
  }
}
