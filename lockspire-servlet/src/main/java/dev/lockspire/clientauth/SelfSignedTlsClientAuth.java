package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.http.Call;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeysUnavailable;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code self_signed_tls_client_auth}: a certificate whose key the client registered, whoever
 * signed it (RFC 8705 §2.2).
 */
public final class SelfSignedTlsClientAuth extends CertificateAuth {
  private final Function<Client, KeyAttempt> keys;

  /**
   * @param keys the public keys of a client, for one attempt
   */
  public SelfSignedTlsClientAuth(
      MtlsConfig config, Function<Client, KeyAttempt> keys, InstantSource clock, RuleTrace trace) {
    super(config, clock, trace);
    this.keys = keys;
  }

  @Override
  public AuthMethod method() {
    return AuthMethod.SELF_SIGNED_TLS_CLIENT_AUTH;
  }

  @Override
  void requireOwn(
      Client client, X509Certificate certificate, Call call, Instant now, RuleTrace rules) {
    rules.require(
        CertificateRule.CERTIFICATE_KEY_IS_THE_CLIENTS,
        () -> registered(keys.apply(client), new CertificateKey(certificate)));
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
