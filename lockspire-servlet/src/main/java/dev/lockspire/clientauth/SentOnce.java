package dev.lockspire.clientauth;

import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import java.util.Set;

/** Parameters must not be sent more than once (RFC 6749 §3.2). */
public final class SentOnce {
  private SentOnce() {}

  /**
   * @param mayRepeat names for which another specification says otherwise, as {@code resource} (RFC
   *     8707 §2)
   * @throws OAuthError {@code invalid_request} when any other was repeated
   */
  public static void check(Parameters parameters, Set<String> mayRepeat) {
    for (String name : parameters.repeated()) {
      if (!mayRepeat.contains(name)) {
        throw repeated(name);
      }
    }
  }

  static OAuthError repeated(String name) {
    // The name is the caller's own text: say it only when it cannot break the answer's syntax.
    String shown = name.matches("[A-Za-z0-9_.-]{1,64}") ? name : "A parameter";
    return OAuthError.invalidRequest("repeated_parameter", shown + " was sent more than once.");
  }
}
