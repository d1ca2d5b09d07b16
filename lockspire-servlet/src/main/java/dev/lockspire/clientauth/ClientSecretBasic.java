package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientSecrets;
import dev.lockspire.http.Call;
import dev.lockspire.replay.SingleUse;
import java.util.Optional;

/** {@code client_secret_basic}: a shared secret in the header of HTTP Basic (RFC 6749 §2.3.1). */
public final class ClientSecretBasic implements ClientAuthMethod {
  private final ClientSecrets secrets;

  public ClientSecretBasic(ClientSecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public AuthMethod method() {
    return AuthMethod.CLIENT_SECRET_BASIC;
  }

  @Override
  public boolean handles(Credentials credentials) {
    return credentials instanceof Credentials.Basic;
  }

  @Override
  public Optional<SingleUse.AssertionId> verify(
      Client client, Credentials credentials, Call call, ProtocolSurface surface) {
    SharedSecret.verify(secrets, client, ((Credentials.Basic) credentials).secret());
    return Optional.empty();
  }
}
