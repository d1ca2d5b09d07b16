package dev.lockspire.outbound;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom outgoing requests trust: whom the JVM trusts, and a few more. No key of ours is shown. */
final class OutboundTrust {
  private OutboundTrust() {}

  /**
   * @throws IllegalStateException when the JVM has no usable trust store
   */
  static SSLContext with(List<X509Certificate> more) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(more.isEmpty() ? null : together(more)), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The trust store of the JVM cannot be used", e);
    }
  }

  private static KeyStore together(List<X509Certificate> more)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager known) {
        for (X509Certificate issuer : known.getAcceptedIssuers()) {
          store.setCertificateEntry("jvm" + count++, issuer);
        }
      }
    }
    for (X509Certificate certificate : more) {
      store.setCertificateEntry("configured" + count++, certificate);
    }
    return store;
  }

  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
