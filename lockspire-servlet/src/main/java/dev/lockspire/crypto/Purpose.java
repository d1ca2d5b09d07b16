package dev.lockspire.crypto;

/**
 * What a derived key is for. Each purpose has a key of its own (HKDF info, RFC 5869 §3.2), so a
 * value sealed or signed for one is worthless for another.
 */
public enum Purpose {
  PRIVATE_JWK("private-jwk"),
  CLIENT_SECRET_VERIFIER("client-secret-verifier"),
  BROWSER_SESSION("browser-session"),
  FORM_TOKEN("form-token"),
  LOGOUT_COMPLETION("logout-completion"),
  REFRESH_SUCCESSOR("refresh-successor"),
  ADMIN_HANDLE("admin-handle"),
  DPOP_NONCE("dpop-nonce"),
  PAIRWISE_SALT("pairwise-salt");

  private final String label;

  Purpose(String label) {
    this.label = "lockspire/v1/" + label;
  }

  byte[] info() {
    return label.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
