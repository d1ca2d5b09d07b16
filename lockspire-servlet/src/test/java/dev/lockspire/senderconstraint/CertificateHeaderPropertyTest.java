package dev.lockspire.senderconstraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.config.CertificateSource.Format;
import dev.lockspire.config.CertificateSource.ProxyHeader;
import dev.lockspire.config.Cidr;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.config.TrustedProxies;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.http.OAuthError;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a proxy passes on, the answer is a chain or a protocol error. */
@Label("A header with a client certificate")
class CertificateHeaderPropertyTest {
  private static final String PROXY = "10.0.0.7";
  private static final TestCertificate CLIENT =
      TestCertificate.of("CN=client,O=Test Org,C=US").dns("client.example").issue();
  private static final Map<Format, ClientCertificates> READERS = new EnumMap<>(Format.class);

  static {
    for (Format format : Format.values()) {
      READERS.put(
          format,
          new ClientCertificates(
              new MtlsConfig(
                  Optional.of(new ProxyHeader("X-Client-Cert", format, Optional.empty())),
                  false,
                  Optional.empty(),
                  Optional.empty()),
              new TrustedProxies(List.of(Cidr.parse("10.0.0.0/8"))),
              InstantSource.system()));
    }
  }

  private static Optional<List<X509Certificate>> read(Format format, String header) {
    try {
      return Optional.of(READERS.get(format).presented(List.of(), name -> List.of(header), PROXY));
    } catch (OAuthError refused) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.reason()).isEqualTo("invalid_format");
      return Optional.empty();
    }
  }

  private static String written(Format format) {
    return switch (format) {
      case URL_ENCODED_PEM -> CLIENT.percentEncodedPem();
      case ENVOY_XFCC ->
          "By=a;Cert=\"" + CLIENT.percentEncodedPem() + "\";Subject=\"/CN=\\\"x\\\"\"";
      case RFC9440 -> ":" + CLIENT.base64() + ":";
      case BASE64_DER -> CLIENT.base64();
    };
  }

  @Property
  @Label("of any text is refused as a protocol error, and by nothing else")
  void anyText(@ForAll Format format, @ForAll String header) {
    read(format, header).ifPresent(chain -> assertThat(header.isBlank()).isTrue());
  }

  @Property
  @Label("of the words that the formats are made of is refused as a protocol error")
  void anyWords(@ForAll Format format, @ForAll("words") String header) {
    read(format, header);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
            "-----BEGIN CERTIFICATE-----",
            "-----BEGIN+CERTIFICATE-----",
            "-----END CERTIFICATE-----",
            "%0A",
            "%",
            "Cert=",
            "Hash=",
            "\"",
            "\\",
            ";",
            ",",
            ":",
            "=",
            "MIIB",
            CLIENT.base64(),
            CLIENT.percentEncodedPem())
        .list()
        .ofMaxSize(12)
        .map(words -> String.join("", words));
  }

  @Property
  @Label("with characters changed, lost or added is refused, or still the same certificate")
  void changed(
      @ForAll Format format,
      @ForAll @IntRange(max = 4000) int where,
      @ForAll @IntRange(max = 3) int lost,
      @ForAll("scraps") String added) {
    String good = written(format);
    int at = where % good.length();
    String header =
        good.substring(0, at) + added + good.substring(Math.min(good.length(), at + lost));

    read(format, header)
        .filter(chain -> !chain.isEmpty())
        .ifPresent(chain -> assertThat(chain.get(0).getSubjectX500Principal()).isNotNull());
  }

  @Provide
  Arbitrary<String> scraps() {
    return Arbitraries.strings().withChars("ABab01+/=%:;,\"\\ \t\n\0é").ofMaxLength(3);
  }

  @Property
  @Label("with bytes of the certificate changed is refused, or a certificate of those very bytes")
  void changedBytes(
      @ForAll @IntRange(max = 4000) int where,
      @ForAll byte value,
      @ForAll @Size(max = 3) byte[] more)
      throws Exception {
    byte[] der = CLIENT.encoded().clone();
    der[where % der.length] = value;
    byte[] all = java.util.Arrays.copyOf(der, der.length + more.length);
    System.arraycopy(more, 0, all, der.length, more.length);

    Optional<List<X509Certificate>> chain =
        read(Format.BASE64_DER, Base64.getEncoder().encodeToString(all));
    if (chain.isPresent()) {
      assertThat(chain.get().get(0).getEncoded()).isEqualTo(all);
    }
  }
}
