package dev.lockspire.token;

import dev.lockspire.config.RefreshConfig;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.SealBroken;
import dev.lockspire.crypto.SealedByToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long the immediate predecessor of a refresh token is answered with the same successor.
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

  /** {@code issued} under the token it replaces; null when the window is switched off. */
  byte[] seal(String predecessor, IssuedTokens issued) {
    return length.isZero() ? null : seal.seal(predecessor, issued.toBytes());
  }

  /** True while {@code token}, which has been rotated, may be presented again. */
  boolean covers(StoredRefreshToken token, Instant now) {
    return token.redeemedAt() != null
        && token.successorSealed() != null
        && now.isBefore(token.redeemedAt().plus(length));
  }

  /** What was sealed when {@code predecessor} was rotated; empty when it does not open. */
  Optional<IssuedTokens> open(String predecessor, StoredRefreshToken token) {
    try {
      return IssuedTokens.ofBytes(seal.open(predecessor, token.successorSealed()));
    } catch (SealBroken altered) {
      return Optional.empty();
    }
  }
}
