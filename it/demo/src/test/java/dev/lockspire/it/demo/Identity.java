package dev.lockspire.it.demo;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate with its key, to be shown in TLS handshakes. */
final class Identity {
  private static final char[] IN_MEMORY = "in memory".toCharArray();

  private final PrivateKeyEntry entry;

  Identity(PrivateKeyEntry entry) {
    this.entry = entry;
  }

  X509Certificate certificate() {
    return (X509Certificate) entry.getCertificate();
  }

  String pem() throws GeneralSecurityException {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(certificate().getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** The certificate's public key, as a client registers it. */
  ECKey jwk(String kid) {
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) certificate().getPublicKey())
        .keyID(kid)
        .build();
  }

  /** TLS that trusts {@code other} alone and shows {@code own}, if there is one. */
  static SSLContext tls(X509Certificate other, Optional<Identity> own)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry("other", other);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.isPresent() ? own.get().keyManagers() : null, trust.getTrustManagers(), null);
    return context;
  }

  /** TLS of a server that asks for no certificate. */
  SSLContext server() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers(), null, null);
    return context;
  }

  private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setEntry("own", entry, new PasswordProtection(IN_MEMORY));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, IN_MEMORY);
    return keys.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
