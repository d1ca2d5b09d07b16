package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;

/** Endpoints that clients call directly, and which method each leaves out. */
public enum ProtocolSurface {
  TOKEN(null),
  REVOCATION(null),
  /** A public client authenticates here, but is told nothing. */
  INTROSPECTION(null),
  PUSHED_AUTHORIZATION(AuthMethod.CLIENT_SECRET_JWT),
  DEVICE_AUTHORIZATION(null),
  /** OpenID Connect CIBA §4: confidential clients only. */
  BACKCHANNEL_AUTHENTICATION(AuthMethod.NONE);

  private final AuthMethod leftOut;

  ProtocolSurface(AuthMethod leftOut) {
    this.leftOut = leftOut;
  }

  boolean accepts(AuthMethod method) {
    return method != leftOut;
  }
}
