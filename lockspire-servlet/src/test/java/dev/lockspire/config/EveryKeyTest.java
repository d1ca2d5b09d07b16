package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.crypto.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every configuration key")
class EveryKeyTest {

  /** A key as written, values it takes, values it refuses, and what must be set beside it. */
  record Row(String key, List<String> good, List<String> bad, Map<String, String> beside) {
    @Override
    public String toString() {
      return key;
    }
  }

  private static Row row(String key, List<String> good, List<String> bad) {
    return new Row("lockspire." + key, good, bad, Map.of());
  }

  private static Row bool(String key) {
    return row(key, List.of("true", "false", " true "), List.of("yes", "TRUE", "1"));
  }

  /** What a proxy forwards, with its other settings. */
  private static Row proxyRow(String key, List<String> good, List<String> bad, String... settings) {
    Map<String, String> beside = new HashMap<>();
    beside.put("lockspire.mtls.extractor", "proxy-header");
    beside.put("lockspire.trusted-proxies", "10.0.0.0/8");
    for (String setting : settings) {
      String[] pair = setting.split("=", 2);
      beside.put("lockspire.mtls.proxy." + pair[0], pair[1]);
    }
    return new Row("lockspire." + key, good, bad, beside);
  }

  private static Row className(String key) {
    return row(
        key,
        List.of("Accounts", "com.example.Accounts$Resolver"),
        List.of("com..Accounts", "com/example/Accounts", "1Accounts", "Accounts;"));
  }

  private static Row page(String key) {
    return row(
        key,
        List.of("https://example.com/docs?lang=en#start", "http://example.com"),
        List.of("/docs", "ftp://example.com", "javascript:alert(1)", "https:docs", "https://a b"));
  }

  @TempDir static Path folder;

  private static String notPem() {
    return written("not.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  }

  private static String empty() {
    return written("empty.pem", "");
  }

  private static String written(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        row(
            "issuer",
            List.of(
                "https://id.example.com",
                "https://id.example.com:8443/a/b",
                "http://localhost:8080/lockspire",
                "http://demo.localhost",
                "http://127.0.0.1:8080",
                "http://[::1]:8080"),
            List.of(
                "id.example.com",
                "/lockspire",
                "https:///lockspire",
                "https://",
                "ftp://id.example.com",
                "http://id.example.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "https://id.example.com/",
                "https://id.example.com/a/",
                "https://id.example.com?x=1",
                "https://id.example.com?",
                "https://id.example.com#x",
                "https://id.example.com#",
                "https://user:pw@id.example.com",
                "https://id.example.com/a//b",
                "https://id.example.com/a/../b",
                "https://id example.com",
                "HTTPS://id.example.com")),
        bool("allow-insecure-issuer"),
        row("datasource", List.of("java:comp/env/jdbc/lockspire"), List.of()),
        row(
            "jdbc.url",
            List.of("jdbc:postgresql://db/lockspire", "jdbc:postgresql:lockspire"),
            List.of("jdbc:h2:mem:x", "postgresql://db/lockspire", "jdbc:postgresql:")),
        row("jdbc.user", List.of("lockspire"), List.of()),
        row("jdbc.password", List.of("p@ss word"), List.of()),
        row("jdbc.pool-size", List.of("1", "500"), List.of("0", "501", "ten", "1.5")),
        row(
            "storage.schema",
            List.of("lockspire", "_l", "Oauth2", "a".repeat(53)),
            List.of("2fa", "a-b", "a b", "a\"b", "a;drop", "ä", "a".repeat(54))),
        row("migrate", List.of("validate", "auto", "off"), List.of("Validate", "yes")),
        row(
            "encryption.master-key",
            List.of(Configured.MASTER_KEY, Configured.MASTER_KEY.replace("=", "")),
            List.of(
                "AAECAwQFBgcICQoLDA0ODw==",
                Configured.MASTER_KEY + Configured.MASTER_KEY,
                "not base64!",
                "file:/no/such/file",
                "file:",
                "file:/")),
        row(
            "encryption.previous-keys",
            List.of(Configured.OTHER_KEY, Configured.OTHER_KEY + "," + Configured.MASTER_KEY),
            List.of("short", Configured.OTHER_KEY + " short")),
        className("account-resolver"),
        className("consent-policy"),
        className("consent-view"),
        className("listener"),
        className("operator-identity"),
        row(
            "known-scopes",
            List.of("profile email", "read:billing,write:billing", "urn:x!#$%&'()*+-./[]^_`{|}~"),
            List.of("a\"b", "a\\b", "ä", "a\u0001b", "a\u007f")),
        new Row(
            "lockspire.scope-claims",
            List.of("profile=department", " profile = unit cost_center , read:billing=plan "),
            List.of(
                "profile",
                "=x",
                "profile=",
                "profile=sub",
                "profile=a\"b",
                "unknown=x",
                "profile=a=b"),
            Map.of("lockspire.known-scopes", "profile read:billing")),
        new Row(
            "lockspire.resource-server.api.identifier",
            List.of("https://api.example.com/v1", "urn:example:api", "https://x.test?y=1"),
            List.of("/api", "https://api.example.com#x", "https://api example", "api"),
            Map.of()),
        new Row(
            "lockspire.resource-server.api.scopes",
            List.of("read", "read write", "read,write"),
            List.of("delete", "re\"ad"),
            Map.of(
                "lockspire.resource-server.api.identifier",
                "https://api.example.com",
                "lockspire.known-scopes",
                "read write")),
        row(
            "lifetimes.access-token",
            List.of("PT1S", "PT1H", "30d", "15m"),
            List.of("PT0S", "31d", "3600", "PT1.5S", "-PT1H", "1 hour")),
        row("lifetimes.refresh-token", List.of("PT1S", "P3650D"), List.of("PT0S", "P3651D")),
        row("lifetimes.id-token", List.of("PT1S", "P1D"), List.of("PT0S", "PT24H1S")),
        row(
            "lifetimes.authorization-code",
            List.of("PT1S", "PT600S", "60s"),
            List.of("PT0S", "PT601S")),
        row("lifetimes.interaction", List.of("PT10S", "PT1H"), List.of("PT9S", "PT3601S")),
        row("lifetimes.logout-completion", List.of("PT10S", "PT1H"), List.of("PT9S", "PT3601S")),
        row(
            "lifetimes.authorization-response",
            List.of("PT1S", "PT10M"),
            List.of("PT0S", "PT601S")),
        row("lifetimes.pushed-request", List.of("PT60S", "PT599S"), List.of("PT59S", "PT600S")),
        bool("pushed-requests.survive-reload"),
        bool("pushed-requests.reference-alone"),
        row("rar.types", List.of("payment_initiation, https://x.test/t?a=b", "a"), List.of()),
        row(
            "rar.validators",
            List.of("payment=com.acme.Payments", " https://x.test/t?a=b = A , b=B$C "),
            List.of("payment", "=com.acme.Payments", "payment=", "a=A,a=B", "a=com/acme", "a=A,")),
        bool("rar.accept-any-type"),
        bool("refresh.bind-confidential"),
        bool("dpop.bind-when-presented"),
        row("refresh.grace", List.of("PT0S", "0s", "PT60S"), List.of("PT61S", "-PT1S", "PT0.1S")),
        bool("revocation.access-revokes-family"),
        row(
            "introspection.token-type-style",
            List.of("rfc7662", "lockspire"),
            List.of("rfc", "bearer")),
        row("jar-max-age-seconds", List.of("1", "3600"), List.of("0", "3601", "PT10M")),
        row("clock-skew-seconds", List.of("0", "120"), List.of("-1", "121", "PT30S")),
        row(
            "signing-alg",
            List.of("RS256", "ES256", "PS256", "EdDSA"),
            List.of("none", "HS256", "es256", "EDDSA")),
        row(
            "signing-provider",
            List.of("auto", "accp", "bouncycastle", "jdk"),
            List.of("bc", "SunEC")),
        row("keys.min-publish-age", List.of("PT0S", "P365D"), List.of("-PT1S", "P366D")),
        row("keys.min-retire-age", List.of("PT0S", "P365D"), List.of("-PT1S", "P366D")),
        row("discovery.acr-values-supported", List.of("urn:mace:silver 1"), List.of()),
        row("discovery.claims-supported", List.of("sub name,email"), List.of()),
        row(
            "discovery.ui-locales-supported",
            List.of("en de-CH zh-Hant"),
            List.of("e", "en_US", "en--US", "und")),
        row("discovery.display-values", List.of("page popup touch wap"), List.of("tv", "page tv")),
        page("discovery.service-documentation"),
        page("discovery.op-policy-uri"),
        page("discovery.op-tos-uri"),
        bool("discovery.prompt-create-supported"),
        bool("discovery.prompt-select-account-supported"),
        row(
            "logout-path",
            List.of("/", "/logout", "/a/b.html"),
            List.of("logout", "//evil.example", "/\\evil.example", "/a?b", "/a#b", "https://x/y")),
        bool("logout.revoke-offline-access"),
        row("http.max-body-bytes", List.of("1024", "1048576"), List.of("1023", "1048577", "64K")),
        row("http.max-query-bytes", List.of("1024", "65536"), List.of("1023", "65537")),
        row("http.max-parameters", List.of("10", "10000"), List.of("9", "10001")),
        row("mtls.extractor", List.of("direct"), List.of("Direct", "proxy", "none")),
        proxyRow(
            "mtls.proxy.header",
            List.of("X-Client-Cert", "Client-Cert"),
            List.of("X Client", "X-Client:", "X-Clientä", "x".repeat(129)),
            "format=url_encoded_pem"),
        proxyRow(
            "mtls.proxy.format",
            List.of("url_encoded_pem", "envoy_xfcc", "rfc9440", "base64_der"),
            List.of("pem", "url-encoded-pem", "XFCC"),
            "header=X-Client-Cert"),
        proxyRow(
            "mtls.proxy.verified-header",
            List.of("X-Client-Verify"),
            List.of("X Verify", "x-client-cert"),
            "header=X-Client-Cert",
            "format=base64_der",
            "verified-value=SUCCESS"),
        proxyRow(
            "mtls.proxy.verified-value",
            List.of("SUCCESS", "0"),
            List.of(),
            "header=X-Client-Cert",
            "format=base64_der",
            "verified-header=X-Client-Verify"),
        new Row(
            "lockspire.mtls.mode",
            List.of("optional", "required"),
            List.of("on", "Required"),
            Map.of("lockspire.mtls.extractor", "direct")),
        new Row(
            "lockspire.mtls.issuer",
            List.of("https://mtls.example.com/lockspire", "https://id.example.com:8443/lockspire"),
            List.of(
                "http://localhost/lockspire",
                "https://mtls.example.com",
                "https://mtls.example.com/lockspire/",
                "https://mtls.example.com/lockspire?x",
                "mtls.example.com"),
            Map.of("lockspire.mtls.extractor", "direct")),
        new Row(
            "lockspire.mtls.trust-anchors",
            List.of(TestCertificate.selfSigned("CN=Authority").pemFile(folder).toString()),
            List.of("/no/such/file.pem", ".", notPem(), empty()),
            Map.of("lockspire.mtls.extractor", "direct")),
        row(
            "trusted-proxies",
            List.of("10.0.0.0/8", "192.0.2.1 2001:db8::/32,::1", "0.0.0.0/1"),
            List.of(
                "0.0.0.0/0",
                "::/0",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0/8",
                "proxy.example.com",
                "10.0.0.0/8 localhost")),
        row(
            "outbound.allowed-targets",
            List.of(
                "127.0.0.0/8 ::1",
                "10.1.2.3,fd00::/8",
                "jwks.internal",
                "Jwks.Internal:8443 127.0.0.1:9443"),
            List.of(
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.0/08",
                "010.0.0.0/8",
                "256.0.0.1",
                "fe80::1%1",
                "::/129",
                ":::/8",
                "fd00::1/8",
                "a_b",
                "host:0",
                "host:65536",
                "https://host")),
        row(
            "outbound.allowed-ports",
            List.of("443", "443,8443", "1-65535"),
            List.of("0", "65536", "9000-8000", "1-", "https", "123456")),
        row(
            "outbound.trusted-certificates",
            List.of(TestCertificate.selfSigned("CN=Authority").pemFile(folder).toString()),
            List.of("/no/such/file", "/", "a\u0000b", notPem(), empty())),
        row(
            "jwks.fetch.connect-timeout-millis",
            List.of("50", "1000"),
            List.of("49", "1001", "PT1S")),
        row("jwks.fetch.read-timeout-millis", List.of("50", "1000"), List.of("49", "1001")),
        row("jwks.fetch.deadline-millis", List.of("100", "3000"), List.of("99", "3001")),
        row("jwks.fetch.max-bytes", List.of("1024", "262144"), List.of("1023", "262145")),
        row("jwks.freshness", List.of("PT10S", "15m"), List.of("PT9S", "PT15M1S")),
        row("jwks.refresh-interval", List.of("PT1S", "PT1H"), List.of("PT0S", "PT1H1S")),
        row("jwks.failure-memory", List.of("PT1S", "PT5M"), List.of("PT0S", "PT5M1S")),
        row("jobs.mode", List.of("enabled", "disabled", "inline"), List.of("on", "Enabled")),
        row("jobs.threads", List.of("1", "64"), List.of("0", "65")),
        row(
            "pruner.schedule",
            List.of("hourly", "off", "0 0 * * * ?", "0 0/15 8-18 ? JAN-MAR MON,FRI 2030"),
            List.of("daily", "0 0 * * *", "0 0 * * * *", "60 0 * * * ?", "Hourly")),
        row("pruner.batch-size", List.of("1", "100000"), List.of("0", "100001")),
        row("audit.retention", List.of("P1D", "365d"), List.of("PT23H", "P1Y", "P36501D")),
        row("refusals.retention", List.of("PT1H", "7d", "P90D"), List.of("PT59M", "P91D", "0")),
        bool("metrics.client-tag"),
        row("refusals.max-rows", List.of("100", "10000000"), List.of("99", "10000001", "many")),
        row(
            "admin.guard",
            List.of("container", "external", "filter:console-guard"),
            List.of("none", "filter", "filter:", "filter: ", "Container")));
  }

  @Test
  @DisplayName("is tried with good and bad values")
  void tableIsComplete() {
    List<String> tried =
        rows().map(row -> row.key().replace("server.api.", "server.<name>.")).sorted().toList();

    assertThat(tried)
        .isEqualTo(ConfigKeys.all().stream().map(ConfigKey::name).sorted().toList())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0} takes what is within its range")
  @MethodSource("rows")
  void takesGoodValues(Row row) {
    assertThat(row.good()).isNotEmpty();
    for (String good : row.good()) {
      assertThat(problems(row, good)).as(good).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} refuses what is not, naming itself and the source")
  @MethodSource("rows")
  void refusesBadValues(Row row) {
    for (String bad : row.bad()) {
      assertThat(problems(row, bad))
          .as(bad)
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.key()).isEqualTo(row.key());
                assertThat(problem.source()).isEqualTo("test");
                assertThat(problem.message()).matches("(must|is|has|names) .+");
              });
    }
  }

  @ParameterizedTest(name = "{0} treats a blank value as not set")
  @MethodSource("rows")
  void blankIsNotSet(Row row) {
    List<ConfigurationProblem> problems = problems(row, "  ");

    boolean wanted =
        row.key().equals("lockspire.issuer")
            || row.key().endsWith("master-key")
            || row.key().endsWith(".identifier")
            || row.key().endsWith("proxy.header")
            || row.key().endsWith("proxy.format");
    if (row.key().contains("proxy.verified")) {
      assertThat(problems)
          .singleElement()
          .satisfies(p -> assertThat(p.message()).startsWith("must be set together with"));
    } else if (wanted) {
      assertThat(problems)
          .singleElement()
          .satisfies(p -> assertThat(p.message()).contains("required"));
    } else {
      assertThat(problems).isEmpty();
    }
  }

  @Test
  @DisplayName("has a name of its own, also as environment variable, and a description")
  void namesAreUnique() {
    List<String> variables = new ArrayList<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      variables.add(key.environmentName());
      assertThat(key.name()).startsWith("lockspire.").matches("[a-z0-9.<>-]+");
      assertThat(key.description()).isNotBlank().endsWith(".");
    }

    assertThat(new TreeSet<>(variables)).hasSameSizeAs(variables);
  }

  @Test
  @DisplayName("has a default that is itself a legal value")
  void defaultsAreLegal() {
    for (ConfigKey<?> key : ConfigKeys.all()) {
      assertThat(key.defaultValue().isPresent())
          .as(key.name())
          .isEqualTo(key.defaultText().isPresent());
    }
  }

  /** A data source is only supplied where the row does not name a database itself. */
  private static List<ConfigurationProblem> problems(Row row, String value) {
    Map<String, String> values = new HashMap<>(Configured.with(row.beside()));
    values.put(row.key(), value);
    boolean namesDatabase =
        !value.isBlank() && (row.key().endsWith("jdbc.url") || row.key().endsWith("datasource"));
    return Configured.problems(
        new ConfigurationSources(List.of(ConfigurationSource.of("test", values)), !namesDatabase));
  }
}
