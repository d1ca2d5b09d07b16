package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import java.util.EnumSet;
import java.util.Set;

/** Endpoints that clients call directly, and the methods each accepts. */
public enum ProtocolSurface {
  TOKEN(EnumSet.allOf(AuthMethod.class)),
  REVOCATION(EnumSet.allOf(AuthMethod.class)),
  /** A public client authenticates here, but is told nothing. */
  INTROSPECTION(EnumSet.allOf(AuthMethod.class)),
  PUSHED_AUTHORIZATION(EnumSet.complementOf(EnumSet.of(AuthMethod.CLIENT_SECRET_JWT))),
  DEVICE_AUTHORIZATION(EnumSet.allOf(AuthMethod.class)),
  /** OpenID Connect CIBA §4: confidential clients only. */
  BACKCHANNEL_AUTHENTICATION(EnumSet.complementOf(EnumSet.of(AuthMethod.NONE)));

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
  private final Set<AuthMethod> methods;

  ProtocolSurface(Set<AuthMethod> methods) {
    this.methods = Set.copyOf(methods);
  }

  boolean accepts(AuthMethod method) {
    return methods.contains(method);
  }
}
