package dev.lockspire.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is public")
class PublicUrlsTest {

  @Test
  @DisplayName("follows the HTTP port")
  void http() {
    assertThat(PublicUrls.onThisMachine(8080, OptionalInt.empty()))
        .isEqualTo(new PublicUrls("http://localhost:8080", "http://localhost:8080/lockspire"));
  }

  @Test
  @DisplayName("follows the HTTPS port when there is one")
  void https() {
    assertThat(PublicUrls.onThisMachine(8080, OptionalInt.of(8443)))
        .isEqualTo(new PublicUrls("https://localhost:8443", "https://localhost:8443/lockspire"));
  }

  @Test
  @DisplayName("follows an issuer that is given")
  void issuer() {
    assertThat(PublicUrls.of(URI.create("https://login.test/lockspire")))
        .isEqualTo(new PublicUrls("https://login.test", "https://login.test/lockspire"));
  }

  @Test
  @DisplayName("is told to programs in one line")
  void readyLine() {
    assertThat(Banner.readyLine(PublicUrls.onThisMachine(8080, OptionalInt.empty())))
        .matches(
            "READY issuer=http://localhost:8080/lockspire base=http://localhost:8080"
                + " admin=http://localhost:8080/lockspire/admin/ pid=[0-9]+");
  }
}
