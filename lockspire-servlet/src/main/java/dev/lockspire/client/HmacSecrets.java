package dev.lockspire.client;

import dev.lockspire.crypto.HmacSha256;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.crypto.SealBroken;
import dev.lockspire.crypto.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Client secrets as keys of HMAC-SHA-256 ({@code client_secret_jwt}, OpenID Connect Core §9). A
 * digest of the secret does not verify such a signature, so these secrets are kept sealed.
 */
public final class HmacSecrets {
  /** What RFC 7518 §3.2 asks of a key of HS256. */
  static final int SHORTEST_BYTES = 32;

  /** How a comparison ended. */
  public enum Verdict {
    MATCHES,
    /** No secret of the client was sealed. */
    MISSING,
    /** What was sealed does not open under any configured master key. */
    UNAVAILABLE,
    WRONG,
    /** It is the right one, but its time is over. */
    EXPIRED
  }

  private final KeyRing ring;
  private final InstantSource clock;
  private final SealedSecret nobodys;

  public HmacSecrets(KeyRing ring, InstantSource clock) {
    this.ring = ring;
    this.clock = clock;
    this.nobodys = seal(Secret.of("the secret of no client whatever"));
  }

  SealedSecret seal(Secret secret) {
    return new SealedSecret(
        ring.seal(
            Purpose.CLIENT_SECRET_VERIFIER, secret.reveal().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Whether {@code mac} is that of {@code input} under the client's secret, in a time that does not
   * depend on where they differ. The current secret counts until it expires, the previous one until
   * its overlap ends.
   */
  public Verdict verify(StoredSecrets stored, byte[] input, byte[] mac) {
    if (stored.verifier() == null) {
      verifyForNobody(input, mac);
      return Verdict.MISSING;
    }
    Instant now = clock.instant();
    try {
      if (matches(stored.verifier(), input, mac)) {
        return stored.isOver(now) ? Verdict.EXPIRED : Verdict.MATCHES;
      }
      boolean overlaps = stored.previousVerifier() != null && !stored.overlapIsOver(now);
      return overlaps && matches(stored.previousVerifier(), input, mac)
          ? Verdict.MATCHES
          : Verdict.WRONG;
    } catch (SealBroken broken) {
      return Verdict.UNAVAILABLE;
    }
  }

  /** Takes as long as a comparison with the secret of a client. */
  public void verifyForNobody(byte[] input, byte[] mac) {
    matches(nobodys, input, mac);
  }

  private boolean matches(SealedSecret secret, byte[] input, byte[] mac) {
    byte[] key = ring.open(Purpose.CLIENT_SECRET_VERIFIER, secret.bytes());
    return MessageDigest.isEqual(HmacSha256.of(key, input), mac);
  }
}
