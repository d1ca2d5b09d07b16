package dev.lockspire.senderconstraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.crypto.TestCertificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("8 Confirmation (cnf)")
class ConfirmationTest {

  @Test
  @DisplayName("comes out of the database as it went in")
  void stored() {
    for (Confirmation confirmation :
        List.of(
            Confirmation.none(),
            new Confirmation(Optional.of("a"), Optional.empty()),
            new Confirmation(Optional.empty(), Optional.of("b")),
            new Confirmation(Optional.of("a"), Optional.of("b")))) {
      assertThat(Confirmation.ofStored(confirmation.toStored())).contains(confirmation);
      assertThat(confirmation.isBearer()).isEqualTo(confirmation.toStored() == null);
    }
  }

  @Test
  @DisplayName("that cannot be read is not a bearer token's")
  void unreadable() {
    for (String cnf : List.of("", "{}", "null", "[]", "{\"kid\":\"a\"}", "{\"jkt\":\" \"}")) {
      assertThat(Confirmation.ofStored(cnf)).as(cnf).isEmpty();
    }
    assertThat(Confirmation.of(Map.of())).isEmpty();
  }

  @Test
  @DisplayName("makes the token_type DPoP for a key, Bearer for a certificate alone")
  void tokenType() {
    Optional<String> thumb = Optional.of("t");
    assertThat(new Confirmation(thumb, thumb).tokenType()).isEqualTo("DPoP");
    assertThat(new Confirmation(Optional.empty(), thumb).tokenType()).isEqualTo("Bearer");
    assertThat(Confirmation.none().tokenType()).isEqualTo("Bearer");
  }

  @Test
  @DisplayName("x5t#S256 is the SHA-256 of the exact DER bytes of the client's own certificate")
  void certificate() {
    TestCertificate own = TestCertificate.selfSigned("CN=one");
    X509Certificate other = TestCertificate.selfSigned("CN=two").certificate();
    String expected = Base64Url.encode(Sha256.digest(own.encoded()));
    CertificateThumbprint shown =
        CertificateThumbprint.ofFirst(List.of(own.certificate(), other)).orElseThrow();
    assertThat(shown.value()).isEqualTo(expected);
    assertThat(shown.matches(expected)).isTrue();
    assertThat(CertificateThumbprint.of(other).matches(expected)).isFalse();
    assertThat(CertificateThumbprint.ofFirst(List.of())).isEmpty();
  }
}
