package dev.lockspire.clientauth;

import dev.lockspire.client.Client;
import dev.lockspire.client.ClientSecrets;
import dev.lockspire.crypto.Secret;

/** The comparison that both methods with a shared secret end in. */
final class SharedSecret {
  private SharedSecret() {}

  static void verify(ClientSecrets secrets, Client client, Secret presented) {
    switch (secrets.verify(client.secrets(), presented.reveal())) {
      case MATCHES -> {}
      case MISSING -> throw new Refused("missing_client_secret");
      case WRONG -> throw new Refused("invalid_client_secret");
      case EXPIRED -> throw new Refused("client_secret_expired");
    }
  }
}
