package dev.lockspire.remotejwks;

/** Is told how long each fetch of a key set took. */
@FunctionalInterface
public interface FetchTimer {

  /** Looks at no clock. */
  FetchTimer NONE = (had, nanos) -> {};

  /**
   * @param had whether there are keys now
   */
  void fetched(boolean had, long nanos);
}
