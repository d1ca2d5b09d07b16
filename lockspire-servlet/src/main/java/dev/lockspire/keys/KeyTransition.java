package dev.lockspire.keys;

import java.util.Optional;

/** How an attempt to make or move a key ended. */
public sealed interface KeyTransition {

  /**
   * It is durable, and every node has been told.
   *
   * @param key as it stands now
   * @param replaced the key that signed before and is retiring now
   */
  record Done(SigningKey key, Optional<SigningKey> replaced) implements KeyTransition {}

  /**
   * A key that may be known to somebody else left the key set at once.
   *
   * @param key as it stands now
   * @param successor the key that signs in its place; empty when it did not sign
   */
  record Withdrawn(SigningKey key, Optional<SigningKey> successor) implements KeyTransition {}

  /** Nothing changed. */
  record Refused(KeyRefusal reason) implements KeyTransition {}

  static KeyTransition done(SigningKey key) {
    return new Done(key, Optional.empty());
  }

  static KeyTransition refused(KeyRefusal reason) {
    return new Refused(reason);
  }
}
