package dev.lockspire.interaction;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the response to one authorization request. How it is protected and delivered is not known
 * here; but a response that cannot be protected as it must be does not come about.
 *
 * <p>So a response is made <em>before</em> anything is committed that it tells of: when it fails,
 * nothing has happened, and it can be tried again. It is also made before a transaction begins,
 * because it may have to ask the client's host for keys.
 */
@FunctionalInterface
public interface Responder {

  /**
   * @param parameters what this response says; what every response says is added to it
   * @throws dev.lockspire.http.OAuthError for a page of ours, when no response can be made
   */
  AuthorizationResponse respond(Map<String, String> parameters);

  /** The application gets {@code code} (RFC 6749 §4.1.2). */
  default AuthorizationResponse granted(AuthorizationCode code) {
    return respond(Map.of("code", code.value().reveal()));
  }

  /** The application gets an error (RFC 6749 §4.1.2.1). */
  default AuthorizationResponse refused(String error, String description) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("error", error);
    parameters.put("error_description", description);
    return respond(parameters);
  }
}
