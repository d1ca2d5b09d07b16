package dev.lockspire.policy;

/**
 * Tells whether the server's keys could bear a FAPI profile. Asked before a profile is entered, by
 * the server as a whole or by one client.
 */
@FunctionalInterface
public interface ProfileReadiness {

  /**
   * What holds now, read freshly.
   *
   * @throws dev.lockspire.storage.StorageFailure when the keys cannot be read
   */
  Readiness check();
}
