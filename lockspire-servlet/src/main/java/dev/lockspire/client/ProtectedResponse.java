package dev.lockspire.client;

import java.util.Locale;

/**
 * A response that a client may want signed and encrypted in its own way, each by three members of
 * its registration: the algorithm of the signature, the key management and the content encryption.
 */
public enum ProtectedResponse {
  /** OpenID Connect Dynamic Client Registration §2. */
  ID_TOKEN,
  /** OpenID Connect Dynamic Client Registration §2. */
  USERINFO,
  /** JARM §3. */
  AUTHORIZATION,
  /** RFC 9701 §6. */
  INTROSPECTION;

  /** The member that names the signature: {@code id_token_signed_response_alg}. */
  public String signedResponseAlg() {
    return prefix() + "_signed_response_alg";
  }

  /** The member that names the key management: {@code id_token_encrypted_response_alg}. */
  public String encryptedResponseAlg() {
    return prefix() + "_encrypted_response_alg";
  }

  /** The member that names the content encryption: {@code id_token_encrypted_response_enc}. */
  public String encryptedResponseEnc() {
    return prefix() + "_encrypted_response_enc";
  }

  private String prefix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
