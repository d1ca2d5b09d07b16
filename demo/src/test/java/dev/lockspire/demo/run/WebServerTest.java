package dev.lockspire.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.demo.client.TrustedHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demo's HTTPS")
class WebServerTest {
  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
        <servlet>
          <servlet-name>who</servlet-name>
          <servlet-class>dev.lockspire.demo.run.WhoAreYou</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>who</servlet-name>
          <url-pattern>/who</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("asks for a client certificate, takes any that has its key, and does without one")
  void clientCertificates() throws Exception {
    Path war = Files.createDirectories(folder.resolve("war/WEB-INF")).getParent();
    Files.writeString(war.resolve("WEB-INF/web.xml"), WEB_XML);
    int port = Loopback.port(0);
    try (DataFolder server = DataFolder.open(folder.resolve("server"));
        DataFolder client = DataFolder.open(folder.resolve("client"));
        WebServer web = WebServer.create()) {
      SelfSignedCertificate certificate = SelfSignedCertificate.in(server, "localhost");
      web.listenSecurely(port, certificate);
      web.start(war, folder.resolve("work"), Map.of());
      URI who = URI.create("https://localhost:" + port + "/who");

      assertThat(answer(TrustedHttp.client(List.of(certificate.pem())), who)).isEqualTo("nobody");
      SelfSignedCertificate own = SelfSignedCertificate.in(client, "client.example");
      assertThat(answer(presenting(own, certificate), who))
          .isEqualTo("CN=client.example,O=Billingo demo");
    }
  }

  @Test
  @DisplayName("leaves nobody to issue certificates for tls_client_auth unless --trust names them")
  void authorities() throws Exception {
    try (DataFolder server = DataFolder.open(folder.resolve("server"));
        DataFolder other = DataFolder.open(folder.resolve("other"))) {
      SelfSignedCertificate own = SelfSignedCertificate.in(server, "localhost");
      SelfSignedCertificate authority = SelfSignedCertificate.in(other, "ca.example");

      assertThat(names(ClientAuthorities.in(server, own, Optional.empty())))
          .containsExactly("CN=localhost,O=Billingo demo");
      assertThat(names(ClientAuthorities.in(server, own, Optional.of(authority.pem()))))
          .containsExactly("CN=localhost,O=Billingo demo", "CN=ca.example,O=Billingo demo");
    }
  }

  private static List<String> names(Path pem) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(java.security.cert.X509Certificate.class::cast)
          .map(certificate -> certificate.getSubjectX500Principal().getName())
          .toList();
    }
  }

  private static String answer(HttpClient client, URI uri)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static HttpClient presenting(SelfSignedCertificate own, SelfSignedCertificate server)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(own), own.password().toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store(server).getCertificate("https"));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static KeyStore store(SelfSignedCertificate certificate)
      throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(
        certificate.keyStore().toFile(), certificate.password().toCharArray());
  }
}
