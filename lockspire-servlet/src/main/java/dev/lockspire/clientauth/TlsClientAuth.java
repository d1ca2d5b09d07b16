package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.CertificateSubject;
import dev.lockspire.client.Client;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.http.Call;
import dev.lockspire.replay.SingleUse;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code tls_client_auth}: a certificate of an authority that names the client (RFC 8705 §2.1).
 *
 * <p>That the authority really issued it is verified by whoever ends the TLS connection; here only
 * where trust anchors are configured, because that one lets others through.
 */
public final class TlsClientAuth implements ClientAuthMethod {
  private final boolean available;
  private final Optional<CertificateChain> chain;
  private final InstantSource clock;

  public TlsClientAuth(MtlsConfig config, InstantSource clock) {
    this.available = config.certificatesArrive();
    this.chain = config.trustAnchors().map(CertificateChain::new);
    this.clock = clock;
  }

  @Override
  public AuthMethod method() {
    return AuthMethod.TLS_CLIENT_AUTH;
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
    X509Certificate certificate = PresentedCertificate.of(call, clock.instant());
    boolean named =
        CertificateSubject.of(client.metadata())
            .filter(subject -> subject.names(certificate))
            .isPresent();
    if (!named) {
      throw new Refused("certificate_attribute_mismatch");
    }
    if (chain.isPresent() && !chain.get().isTrusted(call.certificates(), clock.instant())) {
      throw new Refused("invalid_certificate");
    }
    return Optional.empty();
  }
}
