package dev.lockspire.clientauth;

import dev.lockspire.client.Client;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.http.Call;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.replay.SingleUse;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What both methods with a certificate (RFC 8705 §2) begin with: such a thing can arrive, it did,
 * its time is now and its key can be believed. Whose it is they tell in ways of their own.
 */
abstract sealed class CertificateAuth implements ClientAuthMethod
    permits TlsClientAuth, SelfSignedTlsClientAuth {
  private final boolean available;
  private final InstantSource clock;
  private final RuleTrace trace;

  CertificateAuth(MtlsConfig config, InstantSource clock, RuleTrace trace) {
    this.available = config.certificatesArrive();
    this.clock = clock;
    this.trace = trace;
  }

  @Override
  public final boolean available() {
    return available;
  }

  @Override
  public final boolean handles(Credentials credentials) {
    return credentials instanceof Credentials.IdOnly;
  }

  @Override
  public final Optional<SingleUse.AssertionId> verify(
      Client client, Credentials credentials, Call call, ProtocolSurface surface) {
    Instant now = clock.instant();
    X509Certificate certificate =
        trace.check(CertificateRule.CERTIFICATE_IS_PRESENT, () -> first(call));
    trace.require(CertificateRule.CERTIFICATE_IS_VALID_NOW, () -> valid(certificate, now));
    trace.require(CertificateRule.CERTIFICATE_KEY_IS_STRONG, () -> strong(certificate));
    requireOwn(client, certificate, call, now, trace);
    return Optional.empty();
  }

  /**
   * The rules that make {@code certificate} the client's.
   *
   * @param certificate the first of {@code call}, valid {@code now}, with a strong key
   * @throws Refused when it is not
   */
  abstract void requireOwn(
      Client client, X509Certificate certificate, Call call, Instant now, RuleTrace rules);

  private static X509Certificate first(Call call) {
    if (call.certificates().isEmpty()) {
      throw new Refused("missing_certificate");
    }
    return call.certificates().get(0);
  }

  private static void strong(X509Certificate certificate) {
    if (!CertificateKey.isStrong(certificate.getPublicKey())) {
      throw new Refused("weak_certificate_key");
    }
  }

  private static void valid(X509Certificate certificate, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (now.isBefore(from) || now.isAfter(until)) {
      throw new Refused("invalid_certificate", Map.of("certificate valid", from + " to " + until));
    }
  }
}
