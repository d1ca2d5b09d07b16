package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.http.Call;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeysUnavailable;
import dev.lockspire.replay.SingleUse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code self_signed_tls_client_auth}: a certificate whose key the client registered, whoever
 * signed it (RFC 8705 §2.2).
 */
public final class SelfSignedTlsClientAuth implements ClientAuthMethod {
  private final boolean available;
  private final Function<Client, KeyAttempt> keys;
  private final InstantSource clock;

  /**
   * @param keys the public keys of a client, for one attempt
   */
  public SelfSignedTlsClientAuth(
      MtlsConfig config, Function<Client, KeyAttempt> keys, InstantSource clock) {
    this.available = config.certificatesArrive();
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public AuthMethod method() {
    return AuthMethod.SELF_SIGNED_TLS_CLIENT_AUTH;
  }

  @Override
  public boolean available() {
    return available;
  }

  @Override
  public boolean handles(Credentials credentials) {
    return credentials instanceof Credentials.IdOnly;
  }

  @Override
  public Optional<SingleUse.AssertionId> verify(Client client, Credentials credentials, Call call) {
    CertificateKey key = new CertificateKey(PresentedCertificate.of(call, clock.instant()));
    KeyAttempt attempt = keys.apply(client);
    try {
      boolean registered = isAmong(attempt, key) || (attempt.refresh() && isAmong(attempt, key));
      if (!registered) {
        attempt.failed(KeyAttempt.KeyProblem.KEY_UNAVAILABLE, false);
        throw new Refused("no_matching_key");
      }
      attempt.succeeded();
    } catch (KeysUnavailable unavailable) {
      throw new Refused(unavailable.reason());
    }
    return Optional.empty();
  }

  private static boolean isAmong(KeyAttempt attempt, CertificateKey key) {
    return attempt.keys().stream().anyMatch(key::is);
  }
}
