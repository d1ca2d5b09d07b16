package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.http.Call;
import dev.lockspire.replay.SingleUse;
import java.util.Optional;

/** {@code none}: a public client says who it is and cannot prove it (RFC 6749 §2.1). */
public final class NoAuthentication implements ClientAuthMethod {

  @Override
  public AuthMethod method() {
    return AuthMethod.NONE;
  }

  @Override
  public boolean handles(Credentials credentials) {
    return credentials instanceof Credentials.IdOnly;
  }

  @Override
  public Optional<SingleUse.AssertionId> verify(
      Client client, Credentials credentials, Call call, ProtocolSurface surface) {
    // Being registered for this method is all there is to it.
    return Optional.empty();
  }
}
