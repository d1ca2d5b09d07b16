package dev.lockspire.minting;

import dev.lockspire.crypto.Sha256;
import dev.lockspire.senderconstraint.Confirmation;
import java.time.Instant;

/**
 * An access token on its way out.
 *
 * @param value what the client gets; never stored, logged or audited
 * @param jti its identifier when it is a JWT; null for an opaque token
 * @param issuedAt whole seconds
 * @param expiresAt whole seconds; the {@code exp} of a JWT
 * @param confirmation the key it is bound to
 */
public record AccessToken(
    String value, String jti, Instant issuedAt, Instant expiresAt, Confirmation confirmation) {

  /** Characters; what is longer fits in no request header of common servers. */
  static final int LONGEST = 8192;

  /** How the row of this token is found. */
  public String hash() {
    return Sha256.hex(value);
  }

  @Override
  public String toString() {
    return "AccessToken[***]";
  }
}
