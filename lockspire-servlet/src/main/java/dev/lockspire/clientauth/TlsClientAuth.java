package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.CertificateSubject;
import dev.lockspire.client.Client;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.http.Call;
import dev.lockspire.http.RuleTrace;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code tls_client_auth}: a certificate of an authority that names the client (RFC 8705 §2.1).
 *
 * <p>That the authority really issued it is verified by whoever ends the TLS connection; here only
 * where trust anchors are configured, because that one lets others through.
 */
public final class TlsClientAuth extends CertificateAuth {
  private final Optional<CertificateChain> chain;

  public TlsClientAuth(MtlsConfig config, InstantSource clock, RuleTrace trace) {
    super(config, clock, trace);
    this.chain = config.trustAnchors().map(CertificateChain::new);
  }

  @Override
  public AuthMethod method() {
    return AuthMethod.TLS_CLIENT_AUTH;
  }

  @Override
  void requireOwn(
      Client client, X509Certificate certificate, Call call, Instant now, RuleTrace rules) {
    rules.require(CertificateRule.CERTIFICATE_NAMES_THE_CLIENT, () -> named(client, certificate));
    chain.ifPresent(
        authorities ->
            rules.require(
                CertificateRule.CERTIFICATE_IS_OF_A_TRUSTED_AUTHORITY,
                () -> trusted(authorities, call.certificates(), now)));
  }

  private static void named(Client client, X509Certificate certificate) {
    String reason = "certificate_attribute_mismatch";
    CertificateSubject subject =
        CertificateSubject.of(client.metadata()).orElseThrow(() -> new Refused(reason));
    if (!subject.names(certificate)) {
      throw new Refused(
          reason, Map.of("in the certificate", subject.seenIn(certificate), "registered", subject));
    }
  }

  private static void trusted(
      CertificateChain authorities, List<X509Certificate> chain, Instant now) {
    if (!authorities.isTrusted(chain, now)) {
      throw new Refused(
          "invalid_certificate",
          Map.of("issuer of the certificate", chain.get(0).getIssuerX500Principal()));
    }
  }
}
