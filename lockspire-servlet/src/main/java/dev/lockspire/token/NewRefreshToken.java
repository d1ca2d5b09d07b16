package dev.lockspire.token;

import dev.lockspire.crypto.Sha256;
import java.time.Instant;

/**
 * A refresh token on its way out.
 *
 * @param value what the client gets; never stored, logged or audited
 */
record NewRefreshToken(String value, Instant issuedAt, Instant expiresAt) {

  String hash() {
    return Sha256.hex(value);
  }

  @Override
  public String toString() {
    return "NewRefreshToken[***]";
  }
}
