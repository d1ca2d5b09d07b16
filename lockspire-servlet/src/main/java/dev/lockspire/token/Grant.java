package dev.lockspire.token;

import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;

/** One way to a token (RFC 6749 §1.3). Implementations are used by many threads at once. */
public interface Grant {

  /** Its registered name: the value of {@code grant_type}. */
  String type();

  /**
   * Issues what the call asks for.
   *
   * @param sender its client is authenticated, enabled, and allowed to use this grant; what its
   *     tokens are bound to is asked of it when the grant's order says so
   * @param call its form holds the grant's parameters, none of the common ones repeated
   * @throws OAuthError when the grant is refused
   */
  TokenResponse handle(Sender sender, Call call);
}
