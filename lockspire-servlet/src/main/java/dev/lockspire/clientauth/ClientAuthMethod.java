package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.http.Call;
import dev.lockspire.replay.SingleUse;
import java.util.Optional;

/**
 * One way for a client to prove who it is. The client is registered for exactly one, so there is
 * never a fallback from one to another.
 */
public interface ClientAuthMethod {

  AuthMethod method();

  /** Whether what it verifies can arrive at all; a method that is not available is not offered. */
  default boolean available() {
    return true;
  }

  /** Whether {@code credentials} are of the kind that this method verifies. */
  boolean handles(Credentials credentials);

  /**
   * Verifies {@code credentials}, which it {@link #handles}, of a client that is registered for
   * this {@link #method}.
   *
   * @param surface the endpoint that {@code call} is for
   * @return what must not be accepted a second time; it is claimed once everything else holds, so
   *     that a forged credential cannot use up a genuine one
   * @throws Refused when they prove nothing
   */
  Optional<SingleUse.AssertionId> verify(
      Client client, Credentials credentials, Call call, ProtocolSurface surface);
}
