package dev.lockspire.senderconstraint;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.crypto.RandomSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The nonces that DPoP proofs must hold (RFC 9449 §8, §9). They are signed and not stored, so any
 * node can judge those of any other; they live for 300 seconds and may be used any number of times.
 */
public final class DpopNonces {
  private static final long LIFETIME_SECONDS = 300;

  /** How far the clock of the node that issued one may run ahead. */
  private static final long AHEAD_SECONDS = 30;

  private static final int RANDOM_BYTES = 24;

  /** Issue time and random bytes, or the signature: 32 bytes each. */
  private static final int PART = 43;

  private final KeyRing ring;
  private final RandomSource random;
  private final InstantSource clock;

  /**
   * @param ring signs them; one signed under a previous master key still counts
   */
  public DpopNonces(KeyRing ring, RandomSource random, InstantSource clock) {
    this.ring = ring;
    this.random = random;
    this.clock = clock;
  }

  String fresh(NoncePurpose purpose) {
    byte[] content =
        ByteBuffer.allocate(Long.BYTES + RANDOM_BYTES)
            .putLong(clock.instant().getEpochSecond())
            .put(random.bytes(RANDOM_BYTES))
            .array();
    String text = Base64Url.encode(content);
    return text + '.' + Base64Url.encode(ring.mac(Purpose.DPOP_NONCE, message(purpose, text)));
  }

  /** How old {@code nonce} is; empty unless it is one of ours for {@code purpose} and lives. */
  Optional<Duration> age(String nonce, NoncePurpose purpose) {
    if (nonce.length() != 2 * PART + 1 || nonce.charAt(PART) != '.') {
      return Optional.empty();
    }
    String text = nonce.substring(0, PART);
    String mac = nonce.substring(PART + 1);
    if (!Base64Url.isToken(text, PART)
        || !Base64Url.isToken(mac, PART)
        || !ring.macMatches(Purpose.DPOP_NONCE, message(purpose, text), Base64Url.decode(mac))) {
      return Optional.empty();
    }
    long issuedAt = ByteBuffer.wrap(Base64Url.decode(text)).getLong();
    long seconds = clock.instant().getEpochSecond() - issuedAt;
    return seconds > LIFETIME_SECONDS || seconds < -AHEAD_SECONDS
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(seconds));
  }

  /** A fresh one when one of this {@code age} is past half its life (RFC 9449 §8.2). */
  Optional<String> successor(Duration age, NoncePurpose purpose) {
    return age.toSeconds() > LIFETIME_SECONDS / 2 ? Optional.of(fresh(purpose)) : Optional.empty();
  }

  private static String message(NoncePurpose purpose, String text) {
    return purpose.name() + '.' + text;
  }
}
