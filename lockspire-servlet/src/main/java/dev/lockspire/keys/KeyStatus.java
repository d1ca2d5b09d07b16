package dev.lockspire.keys;

/** Where a key stands in its life; it only ever moves forward in this order. */
public enum KeyStatus {
  /** Made; shown to verifiers once it is published. */
  UPCOMING,
  /** Signs, or is what others shall encrypt to. One per algorithm. */
  ACTIVE,
  /** No longer signs; what it signed still verifies, and what was encrypted to it still opens. */
  RETIRING,
  /** Gone from the key set. */
  RETIRED;

  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
