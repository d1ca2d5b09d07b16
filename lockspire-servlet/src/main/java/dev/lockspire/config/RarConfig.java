package dev.lockspire.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Authorization details (RFC 9396).
 *
 * @param types what metadata names; empty for the types that have a validator
 * @param validators class of the {@code AuthorizationDetailsValidator} by its type, the last place
 *     where one is looked for
 * @param acceptAnyType whether types without a validator are taken as they come, for development
 */
public record RarConfig(List<String> types, Map<String, String> validators, boolean acceptAnyType) {

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException when one is not of its form
   */
  public RarConfig {
    types = RarSettings.TYPES.check(List.copyOf(types));
    validators =
        Collections.unmodifiableMap(new LinkedHashMap<>(RarSettings.VALIDATORS.check(validators)));
  }

  /** Nothing is configured. */
  public static RarConfig none() {
    return new RarConfig(List.of(), Map.of(), false);
  }
}
