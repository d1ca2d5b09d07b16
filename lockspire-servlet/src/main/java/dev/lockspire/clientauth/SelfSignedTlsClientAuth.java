package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.http.Call;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeysUnavailable;
import dev.lockspire.replay.SingleUse;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Map;
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
  private final RuleTrace trace;

  /**
   * @param keys the public keys of a client, for one attempt
   */
  public SelfSignedTlsClientAuth(
      MtlsConfig config, Function<Client, KeyAttempt> keys, InstantSource clock, RuleTrace trace) {
    this.available = config.certificatesArrive();
    this.keys = keys;
    this.clock = clock;
    this.trace = trace;
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
    X509Certificate certificate = PresentedCertificate.of(call, clock.instant(), trace);
    trace.require(
        CertificateRule.CERTIFICATE_KEY_IS_THE_CLIENTS,
        () -> registered(keys.apply(client), new CertificateKey(certificate)));
    return Optional.empty();
  }

  private static void registered(KeyAttempt attempt, CertificateKey key) {
    boolean registered;
    try {
      registered = isAmong(attempt, key) || (attempt.refresh() && isAmong(attempt, key));
    } catch (KeysUnavailable unavailable) {
      throw new Refused(unavailable.reason(), Map.of(), attempt.evidence());
    }
    if (!registered) {
      attempt.failed(KeyAttempt.KeyProblem.KEY_UNAVAILABLE, false);
      throw new Refused("no_matching_key", Map.of("key presented", key), attempt.evidence());
    }
    attempt.succeeded();
  }

  private static boolean isAmong(KeyAttempt attempt, CertificateKey key) {
    return attempt.keys().stream().anyMatch(key::is);
  }
}
