package dev.lockspire.requestobject;

import dev.lockspire.http.Parameters;
import dev.lockspire.replay.SingleUse;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param parameters what was sent, or what the request object says in its place
 * @param signed whether a request object says it
 * @param use what must not be accepted again, when the object has an identifier
 */
public record RequestedParameters(
    Parameters parameters, boolean signed, Optional<SingleUse.RequestObjectId> use) {

  static RequestedParameters plain(Parameters sent) {
    return new RequestedParameters(sent, false, Optional.empty());
  }

  /** The same, asking for {@code more} than was said. */
  public RequestedParameters with(Parameters more) {
    return new RequestedParameters(more, signed, use);
  }
}
