package dev.lockspire.it;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An application without people: it has a certificate, and publishes its keys on a server of its
 * own, by https, under that certificate.
 */
final class Machine implements AutoCloseable {
  /** In which the proxy before {@link BrowserDeployments#COUNTER} hands certificates on. */
  static final String CERTIFICATE_HEADER = "X-Client-Certificate";

  static final String SUBJECT = "CN=worker,O=Example";

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String ALIAS = "machine";

  private final HttpsServer server;
  private volatile int status = 404;
  private volatile String body = "";

  Machine() {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context()));
      server.createContext(
          "/jwks.json",
          exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where its keys are. */
  String jwksUri() {
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
  }

  /** Publishes these keys from now on. */
  void publish(JWK... keys) {
    body = publicSet(keys);
    status = 200;
  }

  /** As an operator pastes it. */
  static String publicSet(JWK... keys) {
    return new JWKSet(Arrays.stream(keys).map(JWK::toPublicJWK).toList()).toString();
  }

  /** The key of its certificate. */
  static ECKey certificateKey() {
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) certificate().getPublicKey())
        .keyID("certificate")
        .build();
  }

  static X509Certificate certificate() {
    try {
      return (X509Certificate) Made.STORE.getCertificate(ALIAS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the proxy writes it into {@link #CERTIFICATE_HEADER}. */
  static String header() {
    try {
      return Base64.getEncoder().encodeToString(certificate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file that names its certificate to those who shall trust it. */
  static Path pem() {
    return Made.PEM;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static SSLContext context() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(Made.STORE, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** By the JDK's keytool, once for all journeys of a container. */
  private static final class Made {
    private static final KeyStore STORE = store();
    private static final Path PEM = pem();

    private static KeyStore store() {
      try {
        Path folder = Files.createTempDirectory("lockspire-machine");
        Path file = folder.resolve("machine.p12");
        keytool(file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, PASSWORD);
        }
        Files.delete(file);
        Files.delete(folder);
        return store;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Path pem() {
      try {
        Path file = Files.createTempFile("lockspire-machine", ".pem");
        file.toFile().deleteOnExit();
        return Files.writeString(
            file,
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(((X509Certificate) STORE.getCertificate(ALIAS)).getEncoded())
                + "\n-----END CERTIFICATE-----\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void keytool(Path file) throws IOException {
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-genkeypair",
              "-alias",
              ALIAS,
              "-keyalg",
              "EC",
              "-groupname",
              "secp256r1",
              "-dname",
              SUBJECT,
              "-ext",
              "SAN=ip:127.0.0.1,dns:worker.example",
              "-validity",
              "2",
              "-storetype",
              "PKCS12",
              "-keystore",
              file.toString(),
              "-storepass",
              new String(PASSWORD));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      try {
        if (process.waitFor() != 0) {
          throw new IllegalStateException("keytool failed: " + output);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
