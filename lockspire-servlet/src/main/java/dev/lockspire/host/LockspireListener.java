package dev.lockspire.host;

/**
 * Optional seam: hears of every {@link LockspireEvent}. Called on the request's thread after
 * commit, so it should be quick; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface LockspireListener {

  void on(LockspireEvent event);

  /** True for one that hears nothing: events are then not even made for it. */
  default boolean isSilent() {
    return false;
  }

  /** Hears nothing. */
  static LockspireListener silent() {
    return new LockspireListener() {
      @Override
      public void on(LockspireEvent event) {}

      @Override
      public boolean isSilent() {
        return true;
      }
    };
  }
}
