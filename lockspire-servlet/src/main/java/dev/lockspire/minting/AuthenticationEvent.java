package dev.lockspire.minting;

import java.time.Instant;
import java.util.List;

/**
 * When and how a person proved who they are, as far as the host told (OpenID Connect Core §2).
 *
 * @param time {@code auth_time}; null when unknown
 * @param acr authentication context class that was reached; null when unknown
 * @param amr authentication methods (RFC 8176) in the host's order
 */
public record AuthenticationEvent(Instant time, String acr, List<String> amr) {
  private static final AuthenticationEvent NONE = new AuthenticationEvent(null, null, List.of());

  public AuthenticationEvent {
    amr = List.copyOf(amr);
  }

  /** Nobody authenticated: a client acts for itself. */
  public static AuthenticationEvent none() {
    return NONE;
  }
}
