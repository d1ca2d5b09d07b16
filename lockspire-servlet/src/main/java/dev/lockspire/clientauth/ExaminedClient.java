package dev.lockspire.clientauth;

import dev.lockspire.client.Client;
import dev.lockspire.replay.SingleUse;
import java.util.Optional;

/**
 * A client that proved who it is, but for what it proved it with having been used before: {@link
 * ClientAuthenticator#claim} settles that.
 */
public final class ExaminedClient {
  private final Client client;
  private final Credentials credentials;
  private final Optional<SingleUse.AssertionId> use;

  ExaminedClient(Client client, Credentials credentials, Optional<SingleUse.AssertionId> use) {
    this.client = client;
    this.credentials = credentials;
    this.use = use;
  }

  public Client client() {
    return client;
  }

  Credentials credentials() {
    return credentials;
  }

  Optional<SingleUse.AssertionId> use() {
    return use;
  }
}
