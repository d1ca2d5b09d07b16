package dev.lockspire.token;

import dev.lockspire.client.Client;
import dev.lockspire.replay.SingleUse;
import java.util.Optional;

/**
 * The client behind a token request. It proved who it is, but what it proved it with may have been
 * used before: {@link #claim} settles that.
 */
public interface TokenCaller {

  Client client();

  /**
   * Uses up what the client proved itself with and the DPoP proof beside it, in one statement.
   *
   * @return false when {@code proof} was used before
   * @throws dev.lockspire.http.OAuthError when the client's own proof was, or when that cannot be
   *     known
   */
  boolean claim(Optional<SingleUse.Proof> proof);
}
