package dev.lockspire.interaction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An authorization response (RFC 6749 §4.1.2) as the application will get it: its parameters in
 * their order, and nothing that still has to be protected. Its text names them without their
 * values.
 */
public final class AuthorizationResponse {
  private final Map<String, String> parameters;

  /**
   * @param parameters in the order of delivery, each with a value
   */
  public AuthorizationResponse(Map<String, String> parameters) {
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public Map<String, String> parameters() {
    return parameters;
  }

  @Override
  public String toString() {
    return "AuthorizationResponse" + parameters.keySet();
  }
}
