package dev.lockspire.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.config.CertificateSource;
import dev.lockspire.config.Cidr;
import dev.lockspire.config.HttpConfig;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.config.TrustedProxies;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.http.Call;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.senderconstraint.ClientCertificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The call reader")
@Label("The call reader")
class CallReaderTest {
  private static final int MAX_BODY = 65_536;
  private static final TestCertificate CLIENT = TestCertificate.selfSigned("CN=client");
  private static final TestCertificate PROXY = TestCertificate.selfSigned("CN=proxy");
  private final CallReader reader = reader(new CertificateSource.Connection(), "192.0.2.7");

  private static CallReader reader(CertificateSource source, String proxy) {
    return new CallReader(
        Issuer.of("https://op.example/lockspire"),
        new HttpConfig(MAX_BODY, 16_384, 200),
        new ClientCertificates(
            new MtlsConfig(Optional.of(source), false, Optional.empty(), Optional.empty()),
            new TrustedProxies(List.of(Cidr.parse(proxy))),
            InstantSource.system()));
  }

  @Test
  @DisplayName("reads method, path, query, form, headers, cookies and address")
  void reads() {
    Call call =
        read(
            new FakeRequest()
                .query("a=1&b=%20x")
                .form("a=2&c=%C3%A9")
                .header("Authorization", "Basic x")
                .header("Cookie", "lockspire_browser=abc; theme=dark"));
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.path()).isEqualTo("/token");
    assertThat(call.query().value("b")).contains(" x");
    assertThat(call.form().value("c")).contains("é");
    assertThat(call.query().and(call.form()).repeated()).containsExactly("a");
    assertThat(call.headers().first("authorization")).contains("Basic x");
    assertThat(call.cookie("lockspire_browser")).contains("abc");
    assertThat(call.remoteAddress()).isEqualTo("192.0.2.7");
    assertThat(call.host().servletRequest()).isPresent();
    assertThat(call.certificates()).isEmpty();
  }

  @Test
  @DisplayName("looks into no body but a posted form")
  void otherBodies() {
    FakeRequest json =
        new FakeRequest().form(new Unreadable(), 10).header("Content-Type", "application/json");
    assertThat(read(json).form().isEmpty()).isTrue();
    assertThat(read(new FakeRequest().query("a=1")).form().isEmpty()).isTrue();
  }

  @Test
  @DisplayName("takes a body of exactly the cap")
  void atTheCap() {
    String body = "a=" + "x".repeat(MAX_BODY - 2);
    assertThat(read(new FakeRequest().form(body)).form().value("a").orElseThrow())
        .hasSize(MAX_BODY - 2);
  }

  @Test
  @DisplayName("refuses an announced body over the cap with 413, without reading it")
  void announcedTooLarge() {
    refused(new FakeRequest().form(new Unreadable(), MAX_BODY + 1), 413, "body_too_large");
  }

  @ParameterizedTest(name = "refuses it when it announced {0} bytes and sends without end")
  @ValueSource(longs = {-1, 10})
  void endless(long announced) {
    Endless endless = new Endless();
    refused(new FakeRequest().form(endless, announced), 413, "body_too_large");
    assertThat(endless.read).isLessThanOrEqualTo(MAX_BODY + 1L);
  }

  @Test
  @DisplayName("refuses a query over 16 KiB with 414")
  void longQuery() {
    refused(new FakeRequest().query("a=" + "x".repeat(16_383)), 414, "query_too_long");
    assertThat(read(new FakeRequest().query("a=" + "x".repeat(16_382))).query().isEmpty())
        .isFalse();
  }

  @ParameterizedTest(name = "refuses {0} with 400 {1}, in the query as in the body")
  @CsvSource({
    "a=%zz, malformed_encoding",
    "a=%, malformed_encoding",
    "a=%00, nul_byte",
    "a=%FF%FE, invalid_utf8"
  })
  void malformed(String encoded, String reason) {
    refused(new FakeRequest().query(encoded), 400, reason);
    refused(new FakeRequest().form(encoded), 400, reason);
  }

  @Test
  @DisplayName("refuses thousands of parameters, raw NUL and bytes that are no UTF-8 with 400")
  void hostile() {
    refused(new FakeRequest().form("a=1&".repeat(5_000)), 400, "too_many_parameters");
    refused(new FakeRequest().form(new byte[] {'a', '=', 0}), 400, "nul_byte");
    refused(new FakeRequest().form(new byte[] {'a', '=', (byte) 0xc3}), 400, "invalid_utf8");
  }

  @Test
  @DisplayName("answers a body that breaks off with 400")
  void brokenOff() {
    refused(new FakeRequest().form(new Unreadable(), 10), 400, "body_unreadable");
  }

  @Test
  @DisplayName(
      "takes the container's parameters, less the query's, when a filter has read the body")
  void consumedByHost() {
    Map<String, List<String>> merged =
        Map.of("a", List.of("1", "2"), "q", List.of("x"), "grant_type", List.of("refresh_token"));
    FakeRequest request = new FakeRequest().query("a=1&q=x").form("ignored").consumed(merged);
    Call call = read(request);
    assertThat(call.form().all("a")).containsExactly("2");
    assertThat(call.form().value("q")).isEmpty();
    assertThat(call.form().value("grant_type")).contains("refresh_token");
    assertThat(call.query().all("a")).containsExactly("1");

    Call byReader = read(new FakeRequest().form("a=1").consumed(merged).readerTaken());
    assertThat(byReader.form().all("a")).containsExactly("1", "2");
  }

  @Test
  @DisplayName("bounds and cleans what a filter has read before")
  void consumedHostile() {
    refused(new FakeRequest().form("x").consumed(Map.of("a", List.of("b\0c"))), 400, "nul_byte");
    refused(
        new FakeRequest().form("x").consumed(Map.of("a", List.of("b".repeat(MAX_BODY)))),
        413,
        "body_too_large");
    List<String> many = java.util.Collections.nCopies(201, "1");
    refused(new FakeRequest().form("x").consumed(Map.of("a", many)), 400, "too_many_parameters");
  }

  @Test
  @DisplayName("does not take the container's parameters for an empty form")
  void emptyForm() {
    FakeRequest request = new FakeRequest().form("");
    assertThat(read(request.consumed(Map.of("a", List.of("1")))).form().isEmpty()).isTrue();
  }

  @Test
  @DisplayName("keeps of equal cookies the first, and of very many the first two hundred")
  void cookies() {
    StringBuilder many = new StringBuilder("first=1; first=2; noequals; =nameless; quoted=\"q\"");
    for (int i = 0; i < 5_000; i++) {
      many.append("; c").append(i).append("=v");
    }
    Call call = read(new FakeRequest().header("Cookie", many.toString()));
    assertThat(call.cookie("first")).contains("1");
    assertThat(call.cookie("quoted")).contains("\"q\"");
    assertThat(call.cookies()).hasSize(200).doesNotContainKeys("", "noequals");
  }

  @Test
  @DisplayName("takes the certificate of the container's connection")
  void directCertificate() {
    FakeRequest request =
        new FakeRequest().certificate(CLIENT.certificate()).header("X-Client-Cert", PROXY.base64());

    assertThat(read(request).certificates()).containsExactly(CLIENT.certificate());
  }

  @Test
  @DisplayName("51 Proxy trust: takes the header from a trusted peer alone, and never two of them")
  void forwardedCertificate() {
    CertificateSource header =
        new CertificateSource.ProxyHeader(
            "X-Client-Cert", CertificateSource.Format.BASE64_DER, Optional.empty());
    FakeRequest request =
        new FakeRequest().certificate(PROXY.certificate()).header("x-client-cert", CLIENT.base64());
    CallReader trusting = reader(header, "192.0.2.0/24");
    CallReader doubting = reader(header, "198.51.100.0/24");

    assertThat(trusting.arrival(request.build(), "/token").read().certificates())
        .containsExactly(CLIENT.certificate());
    assertThat(doubting.arrival(request.build(), "/token").read().certificates()).isEmpty();
    request.header("x-client-cert", CLIENT.base64(), PROXY.base64());
    assertThatThrownBy(() -> trusting.arrival(request.build(), "/token").read())
        .isInstanceOfSatisfying(
            OAuthError.class,
            error -> {
              assertThat(error.status()).isEqualTo(400);
              assertThat(error.error()).isEqualTo("invalid_request");
              assertThat(error.reason()).isEqualTo("multiple_headers");
            });
    assertThat(doubting.arrival(request.build(), "/token").read().certificates()).isEmpty();
  }

  @Property
  @Label("answers any bytes in a body with a call or a clear refusal")
  void anyBody(@ForAll @Size(max = 300) byte[] body) {
    try {
      assertThat(read(new FakeRequest().form(body))).isNotNull();
    } catch (OAuthError refused) {
      assertThat(refused.status()).isEqualTo(400);
    }
  }

  private Call read(FakeRequest request) {
    return reader.arrival(request.build(), "/token").read();
  }

  private void refused(FakeRequest request, int status, String reason) {
    assertThatThrownBy(() -> read(request))
        .isInstanceOfSatisfying(
            OAuthError.class,
            error -> {
              assertThat(error.status()).isEqualTo(status);
              assertThat(error.error()).isEqualTo("invalid_request");
              assertThat(error.reason()).isEqualTo(reason);
            });
  }

  private static final class Unreadable extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return read();
    }
  }

  private static final class Endless extends InputStream {
    private final InputStream pattern =
        new ByteArrayInputStream("a=1&".getBytes(StandardCharsets.US_ASCII));
    private long read;

    @Override
    public int read() throws IOException {
      read++;
      int next = pattern.read();
      if (next >= 0) {
        return next;
      }
      pattern.reset();
      return pattern.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      for (int i = 0; i < length; i++) {
        into[offset + i] = (byte) read();
      }
      return length;
    }
  }
}
