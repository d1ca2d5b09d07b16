package dev.lockspire.demo.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** An HTTP client that trusts what the JDK trusts, and a few certificates more. */
public final class TrustedHttp {
  private TrustedHttp() {}

  /**
   * @throws IllegalArgumentException when a file holds no certificates
   */
  public static HttpClient client(List<Path> pemFiles) {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
    if (pemFiles.isEmpty()) {
      return builder.build();
    }
    try {
      return builder.sslContext(context(pemFiles)).build();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot be trusted: " + pemFiles + ": " + e, e);
    }
  }

  private static SSLContext context(List<Path> pemFiles)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (X509Certificate known : jdkTrust().getAcceptedIssuers()) {
      store.setCertificateEntry("c" + count++, known);
    }
    for (Path file : pemFiles) {
      try (InputStream in = Files.newInputStream(file)) {
        for (Certificate given : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("c" + count++, given);
        }
      }
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers(store), null);
    return context;
  }

  private static X509TrustManager jdkTrust() throws GeneralSecurityException {
    return (X509TrustManager) managers(null)[0];
  }

  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
