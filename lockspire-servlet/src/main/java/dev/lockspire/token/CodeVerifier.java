package dev.lockspire.token;

import dev.lockspire.crypto.ConstantTime;
import dev.lockspire.crypto.Sha256;

/** The {@code code_verifier} of PKCE (RFC 7636 §4.1): 43 to 128 unreserved characters. */
record CodeVerifier(String value) {

  boolean isWellFormed() {
    if (value.length() < 43 || value.length() > 128) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean unreserved =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '.'
              || c == '_'
              || c == '~';
      if (!unreserved) {
        return false;
      }
    }
    return true;
  }

  /** True when {@code challenge} is the S256 transformation of this verifier (§4.6). */
  boolean matches(String challenge) {
    return ConstantTime.equal(Sha256.base64Url(value), challenge);
  }

  @Override
  public String toString() {
    return "CodeVerifier[***]";
  }
}
