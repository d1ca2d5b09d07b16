package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientSecrets;
import dev.lockspire.http.Call;
import dev.lockspire.replay.SingleUse;
import java.util.Optional;

/** {@code client_secret_post}: a shared secret in the body (RFC 6749 §2.3.1). */
public final class ClientSecretPost implements ClientAuthMethod {
  private final ClientSecrets secrets;

  public ClientSecretPost(ClientSecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public AuthMethod method() {
    return AuthMethod.CLIENT_SECRET_POST;
  }

  @Override
  public boolean handles(Credentials credentials) {
    return credentials instanceof Credentials.Post;
  }

  @Override
  public Optional<SingleUse.AssertionId> verify(
      Client client, Credentials credentials, Call call, ProtocolSurface surface) {
    SharedSecret.verify(secrets, client, ((Credentials.Post) credentials).secret());
    return Optional.empty();
  }
}
