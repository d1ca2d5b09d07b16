package dev.lockspire.measure;

import java.util.Locale;

/** How a call ended. */
enum Outcome {
  /** As asked. */
  ANSWERED,
  /** By a rule; the caller's matter. */
  REFUSED,
  /** By us, or by what we depend on. */
  FAILED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  String wireName() {
    return wireName;
  }
}
