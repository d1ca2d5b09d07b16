package dev.lockspire.client;

import static dev.lockspire.crypto.TestCertificate.der;
import static dev.lockspire.crypto.TestCertificate.oid;
import static dev.lockspire.crypto.TestCertificate.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lockspire.crypto.TestCertificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The subject of a tls_client_auth client (RFC 8705 §2.1.2)")
@Label("The subject of a tls_client_auth client (RFC 8705 §2.1.2)")
class CertificateSubjectTest {
  private static final X509Certificate CLIENT =
      TestCertificate.of("CN=Example.com, OU=Sales+UID=7, O=Test  Org\\, Inc., C=US")
          .dns("Client.Example")
          .dns("*.wild.example")
          .uri("https://client.example/Id")
          .ip("192.0.2.7")
          .ip("2001:db8::7")
          .email("Client@Example.com")
          .issue()
          .certificate();

  private static boolean names(String field, String value, X509Certificate certificate) {
    ClientMetadata metadata =
        ClientDocument.whole(
                Map.of(
                    "token_endpoint_auth_method",
                    "tls_client_auth",
                    "tls_client_auth_" + field,
                    value))
            .metadata();
    return CertificateSubject.of(metadata).orElseThrow().names(certificate);
  }

  @ParameterizedTest(name = "compares DNs as parsed RFC 4514 names: {0} is the same name")
  @ValueSource(
      strings = {
        "CN=Example.com,OU=Sales+UID=7,O=Test Org\\, Inc.,C=US",
        "cn=example.com,uid=7+ou=sales,o=test  org\\2C inc.,c=us",
        "CN=Example.com, OU=Sales + UID=7, O=\"Test Org, Inc.\", C=US",
        "2.5.4.3=Example.com,OU=Sales+UID=7,O=Test Org\\, Inc.,C=US",
        "OID.2.5.4.3=#0C0B4578616D706C652E636F6D,OU=Sales+UID=7,O=Test Org\\, Inc.,C=US"
      })
  void sameName(String dn) {
    assertThat(names("subject_dn", dn, CLIENT)).isTrue();
  }

  @ParameterizedTest(name = "compares DNs as parsed RFC 4514 names: {0} is another name")
  @ValueSource(
      strings = {
        "CN=Example.com",
        "C=US,O=Test Org\\, Inc.,OU=Sales+UID=7,CN=Example.com",
        "CN=Example.com,OU=Sales,UID=7,O=Test Org\\, Inc.,C=US",
        "CN=Example.com,OU=Sales+UID=7,O=Test Org\\, Inc.,C=US,DC=x",
        "CN=Example.com,OU=Sales+UID=7,O=TestOrg\\, Inc.,C=US",
        "CN=Example.com,OU=Sales+UID=8,O=Test Org\\, Inc.,C=US",
        "CN=example.co,OU=Sales+UID=7,O=Test Org\\, Inc.,C=US"
      })
  void otherName(String dn) {
    assertThat(names("subject_dn", dn, CLIENT)).isFalse();
  }

  @Test
  @DisplayName("reads the names of people and companies, however their values are encoded")
  void encodings() {
    byte[] organizationIdentifier = oid(85, 4, 97);
    for (int tag : new int[] {0x0c, 0x13, 0x16, 0x14}) {
      byte[] value = der(tag, "PSDGB-FCA-123456".getBytes(StandardCharsets.US_ASCII));
      byte[] mail = der(0x16, "ops@example.com".getBytes(StandardCharsets.US_ASCII));
      X509Certificate certificate =
          TestCertificate.of(
                  sequence(
                      der(0x31, sequence(organizationIdentifier, value)),
                      der(0x31, sequence(oid(42, 134, 72, 134, 247, 13, 1, 9, 1), mail))))
              .issue()
              .certificate();

      assertThat(
              names(
                  "subject_dn",
                  "emailAddress=ops@example.com,organizationIdentifier=PSDGB-FCA-123456",
                  certificate))
          .isTrue();
      assertThat(
              names(
                  "subject_dn",
                  "1.2.840.113549.1.9.1=ops@example.com,2.5.4.97=PSDGB-FCA-123456",
                  certificate))
          .isTrue();
      assertThat(names("subject_dn", "E=ops@example.com,2.5.4.97=PSDGB-FCA-654321", certificate))
          .isFalse();
    }
    X509Certificate odd =
        TestCertificate.of(
                sequence(der(0x31, sequence(organizationIdentifier, der(0x02, new byte[] {5})))))
            .issue()
            .certificate();
    assertThat(names("subject_dn", "2.5.4.97=#020105", odd)).isTrue();
    assertThat(names("subject_dn", "2.5.4.97=\\#020105", odd)).isFalse();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "san_dns, client.example, true",
    "san_dns, CLIENT.EXAMPLE, true",
    "san_dns, other.example, false",
    "san_dns, a.wild.example, false",
    "san_dns, example, false",
    "san_uri, https://client.example/Id, true",
    "san_uri, https://client.example/id, false",
    "san_uri, https://CLIENT.example/Id, false",
    "san_ip, 192.0.2.7, true",
    "san_ip, ::ffff:192.0.2.7, true",
    "san_ip, 192.0.2.70, false",
    "san_ip, 2001:db8::7, true",
    "san_ip, 2001:0DB8:0:0::0007, true",
    "san_ip, 2001:db8::8, false",
    "san_email, Client@example.COM, true",
    "san_email, client@example.com, false",
    "san_email, Client@other.com, false"
  })
  @DisplayName("compares DNS case-insensitively, IPs as addresses, URIs exactly, email by RFC 5280")
  void alternativeNames(String field, String value, boolean expected) {
    assertThat(names(field, value, CLIENT)).isEqualTo(expected);
  }

  @Test
  @DisplayName("looks for a name only among those of its kind")
  void kinds() {
    X509Certificate certificate =
        TestCertificate.of("CN=client.example")
            .uri("client.example")
            .email("client.example")
            .name(0x82, "192.0.2.7".getBytes(StandardCharsets.US_ASCII))
            .issue()
            .certificate();

    assertThat(names("san_dns", "client.example", certificate)).isFalse();
    assertThat(names("san_ip", "192.0.2.7", certificate)).isFalse();
    assertThat(names("san_uri", "https://client.example", certificate)).isFalse();
    X509Certificate none = TestCertificate.selfSigned("CN=client.example").certificate();
    assertThat(names("san_dns", "client.example", none)).isFalse();
  }

  @Test
  @DisplayName("does not go through the names of a certificate that has very many")
  void manyNames() {
    TestCertificate.Builder builder = TestCertificate.of("CN=x").dns("client.example");
    for (int i = 0; i < 500; i++) {
      builder.dns("n" + i + ".example");
    }
    assertThat(names("san_dns", "client.example", builder.issue().certificate())).isFalse();
  }

  @Test
  @DisplayName("is nothing unless exactly one thing is registered that can be read")
  void exactlyOne() {
    assertThat(
            CertificateSubject.of(
                ClientDocument.whole(
                        Map.of(
                            "tls_client_auth_san_dns", "a.example",
                            "tls_client_auth_san_ip", "192.0.2.1"))
                    .metadata()))
        .isEmpty();
    assertThat(CertificateSubject.of(ClientMetadata.defaults())).isEmpty();
    for (String bad :
        new String[] {"", "no name", "foo=bar", "CN=a,=b", "CN=" + "x".repeat(3000)}) {
      ClientMetadata metadata =
          ClientDocument.whole(Map.of("tls_client_auth_subject_dn", bad)).metadata();
      assertThat(CertificateSubject.of(metadata)).as(bad).isEmpty();
    }
  }

  @Property
  @Label("is found or not in a certificate with any byte changed, and nothing is thrown")
  void changedBytes(@ForAll @IntRange(max = 4000) int where, @ForAll byte value)
      throws CertificateException {
    byte[] der = CLIENT.getEncoded();
    der[where % der.length] = value;
    X509Certificate changed;
    try {
      changed =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException refused) {
      return;
    }
    assertThatCode(
            () -> {
              names("subject_dn", "CN=a", changed);
              names("san_dns", "client.example", changed);
              names("san_ip", "192.0.2.7", changed);
              CertificateSubject.namesNobody(changed);
            })
        .doesNotThrowAnyException();
  }

  @Property
  @Label("of any text is a name or none, and nothing is thrown")
  void anyDn(@ForAll String text) {
    assertThatCode(() -> DistinguishedName.parse(text)).doesNotThrowAnyException();
    assertThatCode(() -> DistinguishedName.parse("CN=" + text)).doesNotThrowAnyException();
  }
}
