package dev.lockspire.demo.run;

import java.security.KeyStore;
import java.security.cert.CRL;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS that asks for a client certificate and takes any, as long as the client has its key: what it
 * is worth is the provider's to judge. Jetty's own {@code setTrustAll} is without effect where
 * there is a key store.
 */
final class AnyClientCertificate extends SslContextFactory.Server {

  AnyClientCertificate(SelfSignedCertificate own) {
    setKeyStorePath(own.keyStore().toString());
    setKeyStorePassword(own.password());
    setWantClientAuth(true);
  }

  @Override
  protected TrustManager[] getTrustManagers(
      KeyStore trustStore, Collection<? extends CRL> revoked) {
    return TRUST_ALL_CERTS;
  }
}
