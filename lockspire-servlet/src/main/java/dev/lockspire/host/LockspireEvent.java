package dev.lockspire.host;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened, told after the transaction that made it true has committed.
 *
 * @param name entity and action, such as {@code refresh_token.reuse_detected}
 * @param time when
 * @param attributes redacted details: ids and reason codes, never a secret
 */
public record LockspireEvent(String name, Instant time, Map<String, String> attributes) {

  public LockspireEvent {
    attributes = Map.copyOf(attributes);
  }
}
