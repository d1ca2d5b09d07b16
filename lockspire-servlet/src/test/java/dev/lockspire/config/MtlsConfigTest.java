package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.config.CertificateSource.Format;
import dev.lockspire.config.CertificateSource.ProxyHeader;
import dev.lockspire.config.CertificateSource.VerifiedChain;
import dev.lockspire.crypto.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The configuration of mutual TLS")
class MtlsConfigTest {
  private static final Map<String, String> NGINX =
      Map.of(
          "lockspire.mtls.extractor", "proxy-header",
          "lockspire.mtls.proxy.header", "X-Client-Cert",
          "lockspire.mtls.proxy.format", "url_encoded_pem",
          "lockspire.trusted-proxies", "10.0.0.0/8 ::1");

  private static MtlsConfig mtls(Map<String, String> values) {
    return LockspireConfig.of(Configured.with(values)).mtls();
  }

  private static Map<String, String> nginx(String... more) {
    Map<String, String> values = new HashMap<>(NGINX);
    for (int i = 0; i < more.length; i += 2) {
      values.put("lockspire." + more[i], more[i + 1]);
    }
    return values;
  }

  @Test
  @DisplayName("is off unless an extractor is named: no certificate is ever looked at")
  void off() {
    MtlsConfig mtls = mtls(Map.of());

    assertThat(mtls.certificatesArrive()).isFalse();
    assertThat(mtls.required()).isFalse();
    assertThat(mtls.issuer()).isEmpty();
    assertThat(mtls.trustAnchors()).isEmpty();
  }

  @Test
  @DisplayName("names the container's connection as the source")
  void direct() {
    MtlsConfig mtls =
        mtls(
            Map.of(
                "lockspire.mtls.extractor", "direct",
                "lockspire.mtls.mode", "required",
                "lockspire.mtls.issuer", "https://mtls.example.com/lockspire"));

    assertThat(mtls.source()).contains(new CertificateSource.Connection());
    assertThat(mtls.required()).isTrue();
    assertThat(mtls.issuer()).contains(URI.create("https://mtls.example.com/lockspire"));
  }

  @Test
  @DisplayName("names a proxy's header, its format and how the proxy says that it verified")
  void proxy() {
    LockspireConfig config =
        LockspireConfig.of(
            Configured.with(
                nginx(
                    "mtls.proxy.verified-header", "X-Client-Verify",
                    "mtls.proxy.verified-value", "SUCCESS")));

    assertThat(config.mtls().source())
        .contains(
            new ProxyHeader(
                "X-Client-Cert",
                Format.URL_ENCODED_PEM,
                Optional.of(new VerifiedChain("X-Client-Verify", "SUCCESS"))));
    assertThat(config.trustedProxies().include("10.1.2.3")).isTrue();
    assertThat(config.trustedProxies().include("[::1]")).isTrue();
    assertThat(config.trustedProxies().include("192.0.2.1")).isFalse();
    assertThat(config.trustedProxies().include("unknown")).isFalse();
  }

  @ParameterizedTest(name = "51 Proxy trust: proxy-header without {0} does not start")
  @CsvSource({
    "lockspire.trusted-proxies, is required: a header of anybody else could claim any certificate",
    "lockspire.mtls.proxy.header, is required: the header that holds the certificate",
    "lockspire.mtls.proxy.format, is required: how the proxy writes the certificate"
  })
  void incompleteProxy(String key, String message) {
    Map<String, String> values = new HashMap<>(NGINX);
    values.remove(key);

    assertThat(Configured.problems(values))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo(key);
              assertThat(problem.message()).startsWith(message);
            });
  }

  @ParameterizedTest(name = "{0}={1} without an extractor does not start")
  @CsvSource({
    "lockspire.mtls.mode, required",
    "lockspire.mtls.issuer, https://mtls.example.com/lockspire"
  })
  void withoutExtractor(String key, String value) {
    assertThat(Configured.problems(Map.of(key, value)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo("lockspire.mtls.extractor");
              assertThat(problem.message()).startsWith("is not set");
            });
  }

  @Test
  @DisplayName("refuses settings of a proxy where no proxy is asked")
  void proxySettingsWithoutProxy() {
    Map<String, String> values = nginx("mtls.extractor", "direct");

    assertThat(Configured.problems(values))
        .extracting(ConfigurationProblem::key)
        .containsExactly("lockspire.mtls.proxy.header", "lockspire.mtls.proxy.format");
  }

  @Test
  @DisplayName("wants the sign of verification whole, and in a header of its own")
  void verifiedHalf() {
    assertThat(Configured.problems(nginx("mtls.proxy.verified-value", "SUCCESS")))
        .extracting(ConfigurationProblem::message)
        .containsExactly("must be set together with lockspire.mtls.proxy.verified-value");
    assertThat(
            Configured.problems(
                nginx(
                    "mtls.proxy.verified-header", "x-client-cert",
                    "mtls.proxy.verified-value", "SUCCESS")))
        .extracting(ConfigurationProblem::message)
        .containsExactly("must not be the header of the certificate");
  }

  @Test
  @DisplayName("reads trust anchors from a file of PEM certificates, and nothing else from it")
  void trustAnchors(@TempDir Path folder) throws IOException {
    TestCertificate first = TestCertificate.of("CN=One").authority().issue();
    TestCertificate second = TestCertificate.of("CN=Two").authority().issue();
    Path good = Files.writeString(folder.resolve("ca.pem"), first.pem() + "\n" + second.pem());
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate at all");
    Map<String, String> values = new HashMap<>(Map.of("lockspire.mtls.extractor", "direct"));

    values.put("lockspire.mtls.trust-anchors", good.toString());
    assertThat(mtls(values).trustAnchors())
        .contains(List.of(first.certificate(), second.certificate()));

    for (Path bad : List.of(empty, text)) {
      values.put("lockspire.mtls.trust-anchors", bad.toString());
      assertThat(Configured.problems(values))
          .as("%s", bad)
          .singleElement()
          .satisfies(problem -> assertThat(problem.message()).startsWith("names a file"));
    }
  }

  @Test
  @DisplayName("cannot be built from what could not be configured")
  void records() {
    assertThatThrownBy(
            () -> new MtlsConfig(Optional.empty(), true, Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ProxyHeader("a b", Format.RFC9440, Optional.empty()))
        .hasMessageContaining("lockspire.mtls.proxy.header");
    assertThatThrownBy(() -> new VerifiedChain("a b", "x"))
        .hasMessageContaining("lockspire.mtls.proxy.verified-header");
  }
}
