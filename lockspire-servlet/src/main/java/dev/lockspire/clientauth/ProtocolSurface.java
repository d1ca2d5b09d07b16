package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import java.util.Optional;

/**
 * Endpoints that clients call directly, which method each leaves out, and by what name discovery
 * speaks of those that have one there (RFC 8414 §2).
 */
public enum ProtocolSurface {
  TOKEN(null, "token_endpoint"),
  REVOCATION(null, "revocation_endpoint"),
  /** A public client authenticates here, but is told nothing. */
  INTROSPECTION(null, "introspection_endpoint"),
  PUSHED_AUTHORIZATION(AuthMethod.CLIENT_SECRET_JWT, null),
  DEVICE_AUTHORIZATION(null, null),
  /** OpenID Connect CIBA §4: confidential clients only. */
  BACKCHANNEL_AUTHENTICATION(AuthMethod.NONE, null);

  private final AuthMethod leftOut;
  private final String metadataName;

  ProtocolSurface(AuthMethod leftOut, String metadataName) {
    this.leftOut = leftOut;
    this.metadataName = metadataName;
  }

  boolean accepts(AuthMethod method) {
    return method != leftOut;
  }

  /** A method that gets a caller nowhere is not worth announcing. */
  boolean announces(AuthMethod method) {
    return accepts(method) && !(this == INTROSPECTION && method == AuthMethod.NONE);
  }

  Optional<String> metadataName() {
    return Optional.ofNullable(metadataName);
  }
}
