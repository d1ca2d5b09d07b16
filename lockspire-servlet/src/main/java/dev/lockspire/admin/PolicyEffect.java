package dev.lockspire.admin;

import java.util.Map;

/**
 * How many clients follow a setting of the server, and how many have a value of their own.
 *
 * @param inheriting clients that a change would reach
 * @param overriding clients with their own value, by that value
 */
public record PolicyEffect(long inheriting, Map<String, Long> overriding) {
  public PolicyEffect {
    overriding = Map.copyOf(overriding);
  }

  public long overridden() {
    return overriding.values().stream().mapToLong(Long::longValue).sum();
  }
}
