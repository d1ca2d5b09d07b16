package dev.lockspire.client;

import java.util.Locale;
import java.util.Optional;

/** How a client proves who it is (RFC 8414 {@code token_endpoint_auth_methods_supported}). */
public enum AuthMethod {
  NONE,
  CLIENT_SECRET_BASIC,
  CLIENT_SECRET_POST,
  CLIENT_SECRET_JWT,
  PRIVATE_KEY_JWT,
  TLS_CLIENT_AUTH,
  SELF_SIGNED_TLS_CLIENT_AUTH;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }

  /** True when the client proves itself with a shared secret, directly or as an HMAC key. */
  public boolean usesSecret() {
    return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST || this == CLIENT_SECRET_JWT;
  }

  /** True when no secret travels: what the FAPI 2.0 Security Profile asks for (§5.3.3.1). */
  public boolean provesPossession() {
    return this == PRIVATE_KEY_JWT || usesCertificate();
  }

  /**
   * True when the client proves itself with the certificate of its TLS connection (RFC 8705 §2).
   */
  public boolean usesCertificate() {
    return this == TLS_CLIENT_AUTH || this == SELF_SIGNED_TLS_CLIENT_AUTH;
  }

  public static Optional<AuthMethod> ofWireName(String name) {
    for (AuthMethod method : values()) {
      if (method.wireName().equals(name)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
