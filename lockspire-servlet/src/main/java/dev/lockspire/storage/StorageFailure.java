package dev.lockspire.storage;

/**
 * The database could not be reached or refused a statement. Its message names the step, never a
 * bound value.
 */
public final class StorageFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
