package dev.lockspire.crypto;

/** A sealed value could not be opened: wrong key, wrong purpose, or altered bytes. */
public final class SealBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SealBroken(String message) {
    super(message);
  }
}
