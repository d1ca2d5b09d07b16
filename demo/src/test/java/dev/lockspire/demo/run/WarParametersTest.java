package dev.lockspire.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.config.AllowedTarget;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.config.OutboundConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the WAR is told")
class WarParametersTest {
  @TempDir Path folder;

  /** The provider's configuration as these options make it. */
  private OutboundConfig outbound(String... words) throws IOException {
    Path masterKey = folder.resolve("master.key");
    Files.writeString(masterKey, Base64.getEncoder().encodeToString(new byte[32]));
    Map<String, String> parameters =
        WarParameters.of(
            CommandLine.parse(List.of(words), folder),
            PublicUrls.of(URI.create("https://login.test/lockspire")),
            "jdbc:postgresql://127.0.0.1/demo",
            masterKey,
            Optional.empty(),
            Optional.empty());
    Map<String, String> values =
        new HashMap<>(Map.of("lockspire.issuer", "https://login.test/lockspire"));
    parameters.forEach(
        (key, value) -> {
          if (key.startsWith("lockspire.")) {
            values.put(key, value);
          }
        });
    return LockspireConfig.of(values).outbound();
  }

  @Test
  @DisplayName("opens nothing and trusts nobody without being asked")
  void closed() throws IOException {
    OutboundConfig outbound = outbound();
    assertThat(outbound.allowedTargets()).isEmpty();
    assertThat(outbound.allowedPorts())
        .singleElement()
        .hasToString("PortRange[first=443, last=443]");
    assertThat(outbound.trustedCertificates()).isEmpty();
  }

  @Test
  @DisplayName(
      "--allow-private-targets opens loopback and private addresses at any port, no others")
  void privateTargets() throws IOException {
    OutboundConfig outbound = outbound("--allow-private-targets");
    for (String address : List.of("127.0.0.1", "::1", "10.1.2.3", "192.168.1.1", "fd00::1")) {
      assertThat(opens(outbound, address)).as(address).isTrue();
    }
    for (String address : List.of("169.254.169.254", "fe80::1", "224.0.0.1", "0.0.0.0")) {
      assertThat(opens(outbound, address)).as(address).isFalse();
    }
    assertThat(outbound.allowedPorts()).anyMatch(range -> range.contains(8443));
  }

  private static boolean opens(OutboundConfig outbound, String address)
      throws UnknownHostException {
    InetAddress literal = InetAddress.getAllByName(address)[0];
    return outbound.allowedTargets().stream()
        .anyMatch(
            target ->
                target instanceof AllowedTarget.Block block && block.addresses().contains(literal));
  }

  @Test
  @DisplayName("--trust FILE makes the provider trust its certificates")
  void trust() throws Exception {
    X509Certificate certificate = anyCertificate();
    Path pem =
        Files.writeString(
            folder.resolve("trust.pem"),
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n");

    assertThat(outbound("--trust", pem.toString()).trustedCertificates())
        .containsExactly(certificate);
  }

  private static X509Certificate anyCertificate() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()[0];
  }
}
