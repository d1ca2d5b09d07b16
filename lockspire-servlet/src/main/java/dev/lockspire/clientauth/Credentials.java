package dev.lockspire.clientauth;

import dev.lockspire.crypto.Secret;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.JwtClaims;

/** What a caller presented to say who it is; read once, by {@link CredentialsReader}. */
public sealed interface Credentials {

  /** The client it claims to be. */
  String clientId();

  /** HTTP Basic (RFC 6749 §2.3.1). */
  record Basic(String clientId, Secret secret) implements Credentials {}

  /** {@code client_id} and {@code client_secret} in the body (RFC 6749 §2.3.1). */
  record Post(String clientId, Secret secret) implements Credentials {}

  /**
   * A JWT (RFC 7523 §2.2).
   *
   * @param clientId what the assertion says of itself, before anything is verified
   */
  record Assertion(String clientId, CompactJws jws, JwtClaims claims) implements Credentials {}

  /** {@code client_id} alone: a public client, or one that its certificate identifies. */
  record IdOnly(String clientId) implements Credentials {}
}
