package dev.lockspire.host;

/**
 * A seam of the host threw or answered nothing. Names the seam; what it threw is the cause and is
 * for the log only.
 */
public final class SeamFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SeamFailure(String seam, Throwable cause) {
    super(seam, cause);
  }
}
