package dev.lockspire.host;

/**
 * Optional seam: hears of every {@link LockspireEvent}. Called on the request's thread after
 * commit, so it should be quick; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface LockspireListener {

  void on(LockspireEvent event);

  /** Hears nothing. */
  static LockspireListener silent() {
    return event -> {};
  }
}
