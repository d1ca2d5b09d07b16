package dev.lockspire.demo.api;

import java.util.Map;
import java.util.Optional;

/** Whether the provider signed a JWT. */
@FunctionalInterface
public interface SignatureCheck {

  /** The claims when one of the provider's published keys signed {@code jwt}. */
  Optional<Map<String, Object>> claims(String jwt);
}
