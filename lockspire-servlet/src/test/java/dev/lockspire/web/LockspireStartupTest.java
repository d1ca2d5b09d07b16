package dev.lockspire.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.Lockspire;
import dev.lockspire.annotation.LockspireConfiguration;
import dev.lockspire.audit.Actor;
import dev.lockspire.config.ConfigurationException;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.LockspireConfigurer;
import dev.lockspire.host.RateLimiter;
import dev.lockspire.storage.TestDatabase;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@DisplayName("The application's start")
class LockspireStartupTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final LockspireStartup startup = new LockspireStartup();
  private ServletContext context;

  /** A host that configures by annotation. */
  @LockspireConfiguration({"lockspire.known-scopes=profile email", "lockspire.jobs.mode=disabled"})
  static final class Annotated {}

  /** A host that turns everybody away from one path. */
  public static final class Limiting implements LockspireConfigurer {
    @Override
    public Optional<AccountResolver> accountResolver(ServletContext context) {
      return Optional.of(new SeamDiscoveryTest.Accounts());
    }

    @Override
    public Optional<RateLimiter> rateLimiter(ServletContext context) {
      return Optional.of(
          (request, path) ->
              path.equals("/jwks") ? Optional.of(Duration.ofSeconds(7)) : Optional.empty());
    }
  }

  @AfterEach
  void stop() {
    if (context != null) {
      startup.contextDestroyed(new ServletContextEvent(context));
    }
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  @DisplayName("makes the servlet answer at its mapping, and nothing below admin")
  void answers() throws ServletException, IOException {
    start(complete());
    assertThat(Lockspire.of(context).issuer().value()).isEqualTo("http://localhost/lockspire");

    HttpServlet servlet = init(new LockspireServlet());
    FakeResponse discovery =
        send(servlet, new FakeRequest().at("/lockspire", "/.well-known/openid-configuration"));
    assertThat(discovery.status()).isEqualTo(200);
    assertThat(discovery.text())
        .contains("\"end_session_endpoint\":\"http://localhost/lockspire/end_session\"");
    FakeResponse head = send(servlet, new FakeRequest().method("HEAD").at("/lockspire", "/jwks"));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
    FakeResponse token = send(servlet, new FakeRequest().at("/lockspire", "/token").form("a=%zz"));
    assertThat(token.status()).isEqualTo(400);
    assertThat(token.all("Content-Type")).containsExactly("application/json");
    for (String path : new String[] {null, "/", "/admin", "/admin/clients"}) {
      assertThat(send(servlet, new FakeRequest().at("/lockspire", path)).status()).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("serves RFC 8414's place for an issuer with a path, for that path only")
  void wellKnown() throws ServletException, IOException {
    start(complete());
    HttpServlet servlet = init(new WellKnownServlet());
    for (String document : new String[] {"oauth-authorization-server", "openid-configuration"}) {
      String place = "/.well-known/" + document;
      FakeResponse found = send(servlet, new FakeRequest().at(place, "/lockspire"));
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.text()).contains("\"issuer\":\"http://localhost/lockspire\"");
      assertThat(send(servlet, new FakeRequest().at(place, "/other")).status()).isEqualTo(404);
      assertThat(send(servlet, new FakeRequest().at(place, null)).status()).isEqualTo(404);
    }
    assertThat(send(servlet, new FakeRequest().at("/token", "/lockspire")).status()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "48 mTLS at /token (B): with an extractor a certificate authenticates; no cert -> 401")
  void mutualTls() throws ServletException, IOException {
    start(
        complete()
            .initParameter("lockspire.known-scopes", "read:billing")
            .initParameter("lockspire.mtls.extractor", "direct")
            .initParameter("lockspire.mtls.issuer", "https://mtls.localhost/lockspire"));
    Lockspire.of(context)
        .clients()
        .upsert(
            Map.of(
                "client_id", "m",
                "token_endpoint_auth_method", "tls_client_auth",
                "tls_client_auth_san_dns", "m.example",
                "grant_types", List.of("client_credentials"),
                "scope", "read:billing"),
            new Actor(Actor.Type.OPERATOR, "ops", null));
    HttpServlet servlet = init(new LockspireServlet());
    String form = "grant_type=client_credentials&client_id=m";
    TestCertificate m =
        TestCertificate.of("CN=m")
            .dns("m.example")
            .valid(Instant.EPOCH, Instant.parse("2090-01-01T00:00:00Z"))
            .issue();

    assertThat(
            send(
                    servlet,
                    new FakeRequest()
                        .at("/lockspire", "/token")
                        .form(form)
                        .certificate(m.certificate()))
                .status())
        .isEqualTo(200);
    FakeResponse without = send(servlet, new FakeRequest().at("/lockspire", "/token").form(form));
    assertThat(without.status()).isEqualTo(401);
    assertThat(without.text()).contains("\"error\":\"invalid_client\"");
    assertThat(
            send(servlet, new FakeRequest().at("/lockspire", "/.well-known/openid-configuration"))
                .text())
        .contains(
            "\"tls_client_auth\"",
            "\"tls_client_certificate_bound_access_tokens\":true",
            "\"token_endpoint\":\"https://mtls.localhost/lockspire/token\"");
  }

  @Test
  @DisplayName("asks the host's rate limiter before anything else")
  void rateLimited(@TempDir Path services) throws ServletException, IOException {
    start(complete().classLoader(withConfigurers(services, Limiting.class)));
    FakeResponse limited =
        send(init(new LockspireServlet()), new FakeRequest().at("/lockspire", "/jwks"));
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.all("Retry-After")).containsExactly("7");
  }

  @Test
  @DisplayName("reads the annotation of the host, below the context-params")
  void annotation() {
    FakeContext host = complete().initParameter("lockspire.known-scopes", "address");
    context = host.build();
    new AnnotationScan().onStartup(Set.of(Annotated.class), context);
    startup.contextInitialized(new ServletContextEvent(context));
    assertThat(Lockspire.of(context).config().scopes().known())
        .contains("address")
        .doesNotContain("profile", "email");
    assertThat(Lockspire.of(context).config().jobs().mode().name()).isEqualTo("DISABLED");
  }

  @Test
  @DisplayName("reports every problem of the configuration at once")
  void problems() {
    FakeContext host =
        new FakeContext()
            .servlet("lockspire", LockspireServlet.class, "/lockspire/*")
            .initParameter("lockspire.isuer", "https://op.example/lockspire");
    assertThatThrownBy(() -> start(host))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("lockspire.issuer")
        .hasMessageContaining("lockspire.encryption.master-key")
        .hasMessageContaining("lockspire.isuer");
  }

  @Test
  @DisplayName("fails clearly when issuer and mapping disagree")
  void disagreement() {
    FakeContext host = complete().at("/shop");
    assertThatThrownBy(() -> start(host))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("'/lockspire'")
        .hasMessageContaining("'/shop/lockspire'");
  }

  @Test
  @DisplayName("fails clearly when it happens twice")
  void twice() {
    start(complete());
    assertThatThrownBy(
            () -> new LockspireStartup().contextInitialized(new ServletContextEvent(context)))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("twice");
  }

  @Test
  @DisplayName("fails clearly when there are two configurers")
  void twoConfigurers(@TempDir Path services) throws IOException {
    FakeContext host =
        complete().classLoader(withConfigurers(services, Limiting.class, Second.class));
    assertThatThrownBy(() -> start(host))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("more than one LockspireConfigurer")
        .hasMessageContaining(Limiting.class.getName())
        .hasMessageContaining(Second.class.getName());
  }

  /** One configurer too many. */
  public static final class Second implements LockspireConfigurer {}

  @Test
  @DisplayName("stops the deployment when the database cannot be reached, and says so")
  void noDatabase() {
    FakeContext host =
        complete().initParameter("lockspire.jdbc.url", "jdbc:postgresql://127.0.0.1:1/nowhere");
    assertThatThrownBy(() -> start(host))
        .isInstanceOf(StartupFailure.class)
        .hasMessageStartingWith("Lockspire does not start.");
  }

  @Test
  @DisplayName("without it the servlets refuse to be used")
  void notStarted() {
    context = new FakeContext().build();
    assertThatThrownBy(() -> init(new LockspireServlet())).isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> init(new WellKnownServlet())).isInstanceOf(UnavailableException.class);
  }

  @Test
  @DisplayName("is declared in the fragment: listener, servlet, mapping, before all others")
  void fragment() throws Exception {
    try (InputStream fragment =
        LockspireStartup.class.getResourceAsStream("/META-INF/web-fragment.xml")) {
      Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(fragment);
      XPath xpath = XPathFactory.newInstance().newXPath();
      assertThat(xpath.evaluate("/web-fragment/@metadata-complete", xml)).isEqualTo("true");
      assertThat(xpath.evaluate("/web-fragment/name", xml)).isEqualTo("lockspire_servlet");
      assertThat(xpath.evaluate("count(/web-fragment/ordering/before/others)", xml)).isEqualTo("1");
      assertThat(xpath.evaluate("/web-fragment/listener/listener-class", xml))
          .isEqualTo(LockspireStartup.class.getName());
      assertThat(
              xpath.evaluate("/web-fragment/servlet[servlet-name='lockspire']/servlet-class", xml))
          .isEqualTo(LockspireServlet.class.getName());
      assertThat(xpath.evaluate("/web-fragment/servlet/async-supported", xml)).isEqualTo("true");
      assertThat(xpath.evaluate("/web-fragment/servlet-mapping/url-pattern", xml))
          .isEqualTo("/lockspire/*");
    }
    assertThat(ServiceLoader.load(ServletContainerInitializer.class))
        .anyMatch(AnnotationScan.class::isInstance);
  }

  private void start(FakeContext host) {
    context = host.build();
    startup.contextInitialized(new ServletContextEvent(context));
  }

  private static FakeContext complete() {
    return new FakeContext()
        .servlet("lockspire", LockspireServlet.class, "/lockspire/*")
        .initParameter("lockspire.issuer", "http://localhost/lockspire")
        .initParameter("lockspire.jdbc.url", DATABASE.jdbcUrl())
        .initParameter("lockspire.jdbc.user", "postgres")
        .initParameter("lockspire.jdbc.pool-size", "2")
        .initParameter("lockspire.encryption.master-key", KEY)
        .initParameter("lockspire.account-resolver", SeamDiscoveryTest.Accounts.class.getName());
  }

  private HttpServlet init(HttpServlet servlet) throws ServletException {
    servlet.init(
        (ServletConfig)
            Proxy.newProxyInstance(
                ServletConfig.class.getClassLoader(),
                new Class<?>[] {ServletConfig.class},
                (proxy, called, arguments) ->
                    called.getName().equals("getServletContext") ? context : null));
    return servlet;
  }

  private static FakeResponse send(HttpServlet servlet, FakeRequest request)
      throws ServletException, IOException {
    FakeResponse response = new FakeResponse();
    servlet.service(request.build(), response.build());
    return response;
  }

  private static ClassLoader withConfigurers(Path directory, Class<?>... configurers)
      throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    StringBuilder names = new StringBuilder();
    for (Class<?> configurer : configurers) {
      names.append(configurer.getName()).append('\n');
    }
    Files.writeString(services.resolve(LockspireConfigurer.class.getName()), names);
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, LockspireStartupTest.class.getClassLoader());
  }
}
