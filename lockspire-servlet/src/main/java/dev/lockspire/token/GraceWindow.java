package dev.lockspire.token;

import dev.lockspire.config.RefreshConfig;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.SealBroken;
import dev.lockspire.crypto.SealedByToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long the immediate predecessor of a refresh token is answered with the same successor, and an
 * access token of its own.
 *
 * <p>The successor is kept sealed under a key derived from the predecessor. Only who presents the
 * predecessor can open it; the database alone yields nothing.
 */
final class GraceWindow {
  private final Duration length;
  private final SealedByToken seal;

  GraceWindow(RefreshConfig config, RandomSource random) {
    this.length = config.grace();
    this.seal = new SealedByToken(Purpose.REFRESH_SUCCESSOR, random);
  }

  /** {@code successor} under the token it replaces; null when the window is switched off. */
  byte[] seal(String predecessor, NewRefreshToken successor) {
    return length.isZero()
        ? null
        : seal.seal(predecessor, successor.value().getBytes(StandardCharsets.UTF_8));
  }

  /** True while {@code token}, which has been rotated, may be presented again. */
  boolean covers(StoredRefreshToken token, Instant now) {
    return token.redeemedAt() != null
        && token.successorSealed() != null
        && now.isBefore(token.redeemedAt().plus(length));
  }

  /** The successor sealed when {@code predecessor} was rotated; empty when it does not open. */
  Optional<String> open(String predecessor, StoredRefreshToken token) {
    try {
      byte[] successor = seal.open(predecessor, token.successorSealed());
      return Optional.of(new String(successor, StandardCharsets.UTF_8));
    } catch (SealBroken altered) {
      return Optional.empty();
    }
  }
}
