package dev.lockspire.protect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The URL that a proof of a host route names")
class ExternalUrlTest {
  private static final String OWN = "http://inner:8080/api/orders";
  private final ExternalUrl urls =
      new ExternalUrl(Set.of("10.0.0.1", "10.0.0.2", "fd00::1")::contains);

  private static FakeRoute behind(String address) {
    return new FakeRoute().at("http", "inner", 8080, "/api/orders").from(address);
  }

  private String url(FakeRoute request) {
    return urls.of(request.asked());
  }

  @Test
  @DisplayName("is the request's scheme, host, port and path")
  void own() {
    assertThat(url(new FakeRoute())).isEqualTo("https://shop.example:443/api/orders");
    assertThat(url(behind("10.0.0.1"))).isEqualTo(OWN);
  }

  @Test
  @DisplayName("is the path that was asked for, not one that was forwarded to")
  void forwarded() {
    assertThat(
            url(
                new FakeRoute()
                    .attribute(RequestDispatcher.FORWARD_REQUEST_URI, "/api/asked%20for")))
        .isEqualTo("https://shop.example:443/api/asked%20for");
  }

  @Test
  @DisplayName("is what a trusted proxy says, by X-Forwarded-*")
  void customary() {
    assertThat(
            url(
                behind("10.0.0.1")
                    .header("X-Forwarded-For", "192.0.2.9")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "shop.example")))
        .isEqualTo("https://shop.example/api/orders");
    assertThat(
            url(
                behind("10.0.0.1")
                    .header("X-Forwarded-Proto", "HTTPS")
                    .header("X-Forwarded-Host", "shop.example")
                    .header("X-Forwarded-Port", "8443")))
        .isEqualTo("https://shop.example:8443/api/orders");
    assertThat(
            url(
                behind("10.0.0.1")
                    .header("X-Forwarded-Proto", "https")
                    .header("Host", "shop.example")))
        .as("the proxy passes Host on")
        .isEqualTo("https://shop.example/api/orders");
  }

  @Test
  @DisplayName("is what a trusted proxy says, by Forwarded")
  void standard() {
    assertThat(
            url(
                behind("10.0.0.1")
                    .header("Forwarded", "for=192.0.2.9;proto=https;host=\"shop.example:8443\"")))
        .isEqualTo("https://shop.example:8443/api/orders");
  }

  @Test
  @DisplayName("is what the outermost trusted proxy says, not what was sent to it")
  void chain() {
    assertThat(
            url(
                behind("10.0.0.1")
                    .header(
                        "Forwarded",
                        "for=1.2.3.4;proto=http;host=evil.example,"
                            + " for=192.0.2.9;proto=https;host=shop.example",
                        "for=10.0.0.2;proto=http;host=middle, for=\"[fd00::1]:1234\";proto=http")))
        .isEqualTo("https://shop.example/api/orders");
    assertThat(
            url(
                behind("10.0.0.1")
                    .header("X-Forwarded-For", "1.2.3.4, 192.0.2.9, 10.0.0.2")
                    .header("X-Forwarded-Proto", "http, https, http")
                    .header("X-Forwarded-Host", "evil.example, shop.example, middle")))
        .isEqualTo("https://shop.example/api/orders");
  }

  @Test
  @DisplayName("is never what somebody else says")
  void untrusted() {
    assertThat(
            url(
                behind("192.0.2.9")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("Forwarded", "for=10.0.0.1;proto=https;host=evil.example")))
        .isEqualTo(OWN);
  }

  @Test
  @DisplayName("is the request's own where both headers speak and contradict each other")
  void contradiction() {
    assertThat(
            url(
                behind("10.0.0.1")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "shop.example")
                    .header("Forwarded", "proto=https;host=evil.example")))
        .isEqualTo(OWN);
  }

  @Test
  @DisplayName("is the request's own where what is said cannot be")
  void malformed() {
    for (String host : new String[] {"evil.example/x?", "a b", "user@host", "", "x:123456"}) {
      assertThat(
              url(
                  behind("10.0.0.1")
                      .header("X-Forwarded-Proto", "https")
                      .header("X-Forwarded-Host", host)
                      .header("Host", "%%")))
          .isEqualTo(OWN);
    }
    assertThat(url(behind("10.0.0.1").header("X-Forwarded-Proto", "ftp"))).isEqualTo(OWN);
    assertThat(url(behind("10.0.0.1").header("Forwarded", "host=shop.example"))).isEqualTo(OWN);
    assertThat(url(behind("10.0.0.1").header("Forwarded", "proto=https;host=a,".repeat(2000))))
        .isEqualTo(OWN);
  }
}
