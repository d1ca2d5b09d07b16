package dev.lockspire.senderconstraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lockspire.config.CertificateSource;
import dev.lockspire.config.CertificateSource.Format;
import dev.lockspire.config.CertificateSource.ProxyHeader;
import dev.lockspire.config.CertificateSource.VerifiedChain;
import dev.lockspire.config.Cidr;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.config.TrustedProxies;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.http.Headers;
import dev.lockspire.http.OAuthError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

@DisplayName("Client certificates")
class ClientCertificatesTest {
  private static final String HEADER = "X-Client-Cert";
  private static final String PROXY = "10.0.0.7";
  private static final String STRANGER = "203.0.113.9";
  private static final TestCertificate CLIENT = withPlus();
  private static final TestCertificate ISSUER = TestCertificate.selfSigned("CN=Issuer");
  private static final TestCertificate EVIL = TestCertificate.selfSigned("CN=evil");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** One whose Base64 has the characters that encoders differ about. */
  private static TestCertificate withPlus() {
    while (true) {
      TestCertificate candidate = TestCertificate.selfSigned("CN=client,O=Test Org,C=US");
      if (candidate.base64().contains("+") && candidate.base64().contains("/")) {
        return candidate;
      }
    }
  }

  private ClientCertificates reading(CertificateSource source, boolean required) {
    return new ClientCertificates(
        new MtlsConfig(Optional.of(source), required, Optional.empty(), Optional.empty()),
        new TrustedProxies(List.of(Cidr.parse("10.0.0.0/8"))),
        () -> now);
  }

  private ClientCertificates proxied(Format format) {
    return reading(new ProxyHeader(HEADER, format, Optional.empty()), false);
  }

  private static List<X509Certificate> read(
      ClientCertificates certificates, String peer, String... values) {
    Headers headers = Headers.of(Map.of(HEADER.toLowerCase(Locale.ROOT), List.of(values)));
    return certificates.presented(List.of(EVIL.certificate()), headers::all, peer);
  }

  private void refused(String reason, ClientCertificates certificates, String... values) {
    OAuthError error =
        catchThrowableOfType(OAuthError.class, () -> read(certificates, PROXY, values));
    assertThat(error).as(String.join(" | ", values)).isNotNull();
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.error()).isEqualTo("invalid_request");
    assertThat(error.reason()).isEqualTo(reason);
  }

  private static String written(Format format) {
    return switch (format) {
      case URL_ENCODED_PEM -> CLIENT.percentEncodedPem();
      case ENVOY_XFCC ->
          "Hash=468ed33be74eee6556d90c0149c1309e9ba61d6425303443c0748a02dd8de688;Cert=\""
              + CLIENT.percentEncodedPem()
              + "\";Subject=\"/C=US/O=\\\"Test, Org\\\";Cert=x/CN=client\";URI=";
      case RFC9440 -> ":" + CLIENT.base64() + ":";
      case BASE64_DER -> CLIENT.base64();
    };
  }

  @ParameterizedTest(
      name = "50 Proxy header: url-encoded PEM and Envoy XFCC both accepted: {0} from a proxy")
  @EnumSource(Format.class)
  void formats(Format format) {
    assertThat(read(proxied(format), PROXY, written(format))).containsExactly(CLIENT.certificate());
  }

  @ParameterizedTest(name = "50 Proxy header: garbage -> 400 invalid_request: {0}")
  @EnumSource(Format.class)
  void garbage(Format format) {
    ClientCertificates certificates = proxied(format);
    String good = written(format);
    refused("invalid_format", certificates, "garbage");
    refused("invalid_format", certificates, good.replaceFirst("MI", "AA"));
    refused("invalid_format", certificates, good + "," + good);
    refused("invalid_format", certificates, good.substring(0, good.length() / 2));
    refused("invalid_format", certificates, good + "A".repeat(16_384));
    refused("invalid_format", certificates, "%");
    refused("invalid_format", certificates, "\u0000");
    refused("invalid_format", certificates, "Cert=");
    refused("invalid_format", certificates, "::");
  }

  @ParameterizedTest(name = "51 Proxy trust: same header from untrusted peer -> ignored: {0}")
  @EnumSource(Format.class)
  void untrustedPeer(Format format) {
    assertThat(read(proxied(format), STRANGER, written(format))).isEmpty();
    assertThat(read(proxied(format), STRANGER, "garbage")).isEmpty();
    assertThat(read(proxied(format), "unknown", written(format))).isEmpty();
  }

  @ParameterizedTest(name = "51 Proxy trust: two header values -> rejected: {0}")
  @EnumSource(Format.class)
  void twoValues(Format format) {
    refused("multiple_headers", proxied(format), written(format), written(format));
    refused("multiple_headers", proxied(format), written(format), "");
  }

  @Test
  @DisplayName("51 Proxy trust: an ignored header is told of in the log, once a minute")
  void ignoredIsLogged() {
    Logger logger = (Logger) LoggerFactory.getLogger(ForwardedCertificates.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      ClientCertificates certificates = proxied(Format.BASE64_DER);
      read(certificates, STRANGER, written(Format.BASE64_DER));
      read(certificates, STRANGER, written(Format.BASE64_DER));
      assertThat(log.list)
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.getFormattedMessage())
                      .contains(HEADER, STRANGER, "lockspire.trusted-proxies")
                      .doesNotContain(CLIENT.base64()));
      now = now.plusSeconds(60);
      read(certificates, STRANGER, written(Format.BASE64_DER));
      assertThat(log.list).hasSize(2);
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  @DisplayName("of the container's connection are taken as they are, and no header is looked at")
  void direct() {
    ClientCertificates certificates = reading(new CertificateSource.Connection(), false);

    assertThat(read(certificates, PROXY, CLIENT.base64())).containsExactly(EVIL.certificate());
    assertThat(certificates.presented(List.of(), name -> List.of(), PROXY)).isEmpty();
  }

  @Test
  @DisplayName("of a proxy's own connection are never taken for the client's")
  void proxyOwnCertificate() {
    assertThat(read(proxied(Format.BASE64_DER), PROXY)).isEmpty();
    assertThat(read(proxied(Format.BASE64_DER), PROXY, "")).isEmpty();
  }

  @Test
  @DisplayName("are not looked for unless an extractor is configured")
  void off() {
    MtlsConfig off = new MtlsConfig(Optional.empty(), false, Optional.empty(), Optional.empty());
    ClientCertificates certificates =
        new ClientCertificates(off, new TrustedProxies(List.of()), () -> now);

    assertThat(read(certificates, PROXY, CLIENT.base64())).isEmpty();
  }

  @Test
  @DisplayName("that are required and missing -> 400 missing_header, or missing_certificate")
  void required() {
    ProxyHeader header = new ProxyHeader(HEADER, Format.BASE64_DER, Optional.empty());
    refused("missing_header", reading(header, true));
    refused("missing_header", reading(header, true), " ");
    assertThat(read(reading(header, true), PROXY, CLIENT.base64())).hasSize(1);
    OAuthError untrusted =
        catchThrowableOfType(
            OAuthError.class, () -> read(reading(header, true), STRANGER, CLIENT.base64()));
    assertThat(untrusted.reason()).isEqualTo("missing_header");

    ClientCertificates direct = reading(new CertificateSource.Connection(), true);
    OAuthError error =
        catchThrowableOfType(
            OAuthError.class, () -> direct.presented(List.of(), name -> List.of(), STRANGER));
    assertThat(error.reason()).isEqualTo("missing_certificate");
    assertThat(error.status()).isEqualTo(400);
  }

  @Test
  @DisplayName("need the proxy's sign that it verified the chain, where one is configured")
  void verifiedSign() {
    String verify = "X-Client-Verify";
    ClientCertificates certificates =
        reading(
            new ProxyHeader(
                HEADER, Format.BASE64_DER, Optional.of(new VerifiedChain(verify, "SUCCESS"))),
            false);
    for (List<String> said :
        List.of(
            List.of("SUCCESS"),
            List.<String>of(),
            List.of("success"),
            List.of("FAILED:self-signed certificate"),
            List.of("NONE"),
            List.of("SUCCESS", "SUCCESS"))) {
      Headers headers = Headers.of(Map.of(HEADER, List.of(CLIENT.base64()), verify, said));
      if (said.equals(List.of("SUCCESS"))) {
        assertThat(certificates.presented(List.of(), headers::all, PROXY)).hasSize(1);
      } else {
        OAuthError error =
            catchThrowableOfType(
                OAuthError.class, () -> certificates.presented(List.of(), headers::all, PROXY));
        assertThat(error.reason()).as("%s", said).isEqualTo("certificate_not_verified");
      }
    }
    Headers none = Headers.of(Map.of(verify, List.of("NONE")));
    assertThat(certificates.presented(List.of(), none::all, PROXY)).isEmpty();
  }

  @Test
  @DisplayName("in PEM may be escaped as nginx, AWS ALB or a form does, or folded into one line")
  void pemVariants() {
    ClientCertificates certificates = proxied(Format.URL_ENCODED_PEM);
    String pem = CLIENT.pem();
    String alb =
        CLIENT.percentEncodedPem().replace("%2B", "+").replace("%3D", "=").replace("%2F", "/");
    assertThat(alb).contains("+", "/");

    for (String variant :
        List.of(
            alb,
            URLEncoder.encode(pem, StandardCharsets.UTF_8),
            pem.replace("\n", "\n\t"),
            pem.replace("\n", " "),
            pem.replace("\n", ""),
            pem)) {
      assertThat(read(certificates, PROXY, variant))
          .as(variant)
          .containsExactly(CLIENT.certificate());
    }
  }

  @Test
  @DisplayName("in PEM may be a chain of up to ten, the client's own first")
  void pemChain() {
    ClientCertificates certificates = proxied(Format.URL_ENCODED_PEM);
    String chain = CLIENT.percentEncodedPem() + ISSUER.percentEncodedPem();

    assertThat(read(certificates, PROXY, chain))
        .containsExactly(CLIENT.certificate(), ISSUER.certificate());
    refused("invalid_format", certificates, CLIENT.pem() + "x" + ISSUER.pem());
    refused("invalid_format", certificates, "x" + CLIENT.pem());
    refused("invalid_format", certificates, CLIENT.pem().repeat(11));
  }

  @Test
  @DisplayName("of Envoy come from exactly one hop with exactly one Cert element")
  void xfcc() {
    ClientCertificates certificates = proxied(Format.ENVOY_XFCC);
    String cert = "Cert=\"" + CLIENT.percentEncodedPem() + "\"";
    String evil = "Cert=\"" + EVIL.percentEncodedPem() + "\"";

    assertThat(read(certificates, PROXY, cert)).containsExactly(CLIENT.certificate());
    assertThat(read(certificates, PROXY, "By=spiffe://a/b;cert=" + CLIENT.percentEncodedPem()))
        .containsExactly(CLIENT.certificate());
    refused("invalid_format", certificates, evil + "," + cert);
    refused("invalid_format", certificates, "Hash=a,b=c;" + cert);
    refused("invalid_format", certificates, "x," + cert);
    refused("invalid_format", certificates, evil + ";" + cert);
    refused("invalid_format", certificates, cert + ";");
    refused("invalid_format", certificates, cert + "x");
    refused("invalid_format", certificates, "Hash=ab;Subject=\"" + cert);
    refused("invalid_format", certificates, "Hash=ab;Subject=\"/CN=a\"");
  }

  @Test
  @DisplayName("are exactly the bytes that were sent, and nothing after them")
  void exactBytes() {
    ClientCertificates certificates = proxied(Format.BASE64_DER);
    byte[] longer = java.util.Arrays.copyOf(CLIENT.encoded(), CLIENT.encoded().length + 1);

    refused("invalid_format", certificates, java.util.Base64.getEncoder().encodeToString(longer));
    // The factory would read PEM inside as well.
    refused(
        "invalid_format",
        certificates,
        java.util.Base64.getEncoder()
            .encodeToString(CLIENT.pem().getBytes(StandardCharsets.US_ASCII)));
    refused("invalid_format", proxied(Format.RFC9440), CLIENT.base64());
    refused("invalid_format", proxied(Format.RFC9440), ":" + CLIENT.base64() + ":;a=1");
  }

  @Test
  @DisplayName("have a thumbprint over the exact DER, compared as a whole (x5t#S256)")
  void thumbprint() throws Exception {
    CertificateThumbprint thumbprint = CertificateThumbprint.of(CLIENT.certificate());
    byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(CLIENT.encoded());

    assertThat(thumbprint.value())
        .isEqualTo(java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
        .hasSize(43);
    assertThat(thumbprint.matches(thumbprint.value())).isTrue();
    assertThat(thumbprint.matches(thumbprint.value() + "=")).isFalse();
    assertThat(thumbprint.matches("")).isFalse();
    assertThat(CertificateThumbprint.ofFirst(List.of(CLIENT.certificate(), EVIL.certificate())))
        .contains(thumbprint);
    assertThat(CertificateThumbprint.ofFirst(List.of())).isEmpty();
  }
}
