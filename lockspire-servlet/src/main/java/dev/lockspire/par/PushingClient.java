package dev.lockspire.par;

import dev.lockspire.client.Client;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.replay.SingleUses;
import java.util.Optional;
import java.util.function.Function;

/**
 * The client behind a push. It proved who it is, but what it proved it with may have been used
 * before: {@link #claim} settles that.
 */
public interface PushingClient {

  Client client();

  /**
   * Uses up what the client proved itself with, in a statement that may do more.
   *
   * @param step runs that statement
   * @return what {@code step} answers of everything else that it presented
   * @throws dev.lockspire.http.OAuthError when the client's own proof was
   */
  SingleUses.Fresh claim(Function<Optional<SingleUse.AssertionId>, SingleUses.Fresh> step);
}
