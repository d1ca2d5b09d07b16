package dev.lockspire.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lockspire.Lockspire;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration.Done;
import dev.lockspire.http.Router;
import dev.lockspire.storage.TestDatabase;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.http.HttpServlet;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Signed assertions, through the whole server")
final class SignedAssertionsTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String ISSUER = "http://localhost/lockspire";
  private static final Actor OPERATOR = new Actor(Actor.Type.OPERATOR, "ops", null);

  private static final LockspireStartup STARTUP = new LockspireStartup();
  private static ServletContext context;
  private static HttpServlet servlet;
  private static JWSSigner key;
  private static JWSSigner secret;

  @BeforeAll
  static void start() throws Exception {
    context =
        new FakeContext()
            .servlet("lockspire", LockspireServlet.class, "/lockspire/*")
            .initParameter("lockspire.issuer", ISSUER)
            .initParameter("lockspire.jdbc.url", DATABASE.jdbcUrl())
            .initParameter("lockspire.jdbc.user", "postgres")
            .initParameter("lockspire.jdbc.pool-size", "2")
            .initParameter(
                "lockspire.encryption.master-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
            .initParameter("lockspire.account-resolver", SeamDiscoveryTest.Accounts.class.getName())
            .build();
    STARTUP.contextInitialized(new ServletContextEvent(context));
    servlet = new LockspireServlet();
    servlet.init(
        (ServletConfig)
            Proxy.newProxyInstance(
                ServletConfig.class.getClassLoader(),
                new Class<?>[] {ServletConfig.class},
                (proxy, called, arguments) ->
                    called.getName().equals("getServletContext") ? context : null));
    ECKey pair = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
    key = new ECDSASigner(pair);
    register("J", "private_key_jwt", Map.of("jwks", pair.toPublicJWK().toJSONObject()));
    Done registered =
        register("H", "client_secret_jwt", Map.of("token_endpoint_auth_signing_alg", "HS256"));
    secret = new MACSigner(registered.secret().orElseThrow().reveal());
  }

  private static Done register(String id, String method, Map<String, Object> more) {
    Map<String, Object> document = new HashMap<>(more);
    document.put("client_id", id);
    document.put("token_endpoint_auth_method", method);
    document.put("grant_types", List.of("client_credentials"));
    document.put("redirect_uris", List.of());
    document.put("response_types", List.of());
    document.put("scope", "openid");
    return (Done) Lockspire.of(context).clients().create(document, OPERATOR);
  }

  @AfterAll
  static void stop() {
    STARTUP.contextDestroyed(new ServletContextEvent(context));
    DATABASE.close();
  }

  private static String assertion(String id, JWSSigner signer, String audience)
      throws JOSEException {
    JWSAlgorithm algorithm = signer == key ? JWSAlgorithm.ES256 : JWSAlgorithm.HS256;
    Instant now = Instant.now();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader(algorithm),
            new JWTClaimsSet.Builder()
                .issuer(id)
                .subject(id)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static FakeResponse post(String path, String assertion, String... more) throws Exception {
    StringBuilder form =
        new StringBuilder("client_assertion_type=")
            .append(encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))
            .append("&client_assertion=")
            .append(encoded(assertion));
    for (int i = 0; i < more.length; i += 2) {
      form.append('&').append(more[i]).append('=').append(encoded(more[i + 1]));
    }
    FakeResponse response = new FakeResponse();
    servlet.service(
        new FakeRequest().method("POST").at("/lockspire", path).form(form.toString()).build(),
        response.build());
    return response;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, Object> json(FakeResponse response) throws ParseException {
    return JSONObjectUtils.parse(response.text());
  }

  private void everyEndpoint(String id, JWSSigner signer) throws Exception {
    FakeResponse token =
        post("/token", assertion(id, signer, ISSUER), "grant_type", "client_credentials");
    assertThat(token.status()).isEqualTo(200);
    String value = (String) json(token).get("access_token");

    FakeResponse seen = post("/introspect", assertion(id, signer, ISSUER), "token", value);
    assertThat(json(seen)).containsEntry("active", true).containsEntry("client_id", id);
    assertThat(post("/revoke", assertion(id, signer, ISSUER), "token", value).status())
        .isEqualTo(200);
    FakeResponse after = post("/introspect", assertion(id, signer, ISSUER), "token", value);
    assertThat(json(after)).containsEntry("active", false);
  }

  @Test
  @DisplayName("33 private_key_jwt OK: J at /token, /revoke, /introspect -> accepted")
  void privateKeyJwt() throws Exception {
    everyEndpoint("J", key);
  }

  @Test
  @DisplayName("47 client_secret_jwt: H HS256 -> OK at /token, /revoke, /introspect")
  void clientSecretJwt() throws Exception {
    everyEndpoint("H", secret);
  }

  @Test
  @DisplayName("35 Assertion replay: same jti twice -> second 401, with its row of evidence")
  void replay() throws Exception {
    String once = assertion("J", key, ISSUER);
    assertThat(post("/token", once, "grant_type", "client_credentials").status()).isEqualTo(200);

    FakeResponse again = post("/token", once, "grant_type", "client_credentials");
    assertThat(again.status()).isEqualTo(401);
    assertThat(json(again)).containsEntry("error", "invalid_client");
    assertThat(again.all("WWW-Authenticate")).isEmpty();
    assertThat(
            DATABASE.texts(
                "SELECT resource_id FROM {audit_events}"
                    + " WHERE action = 'client_assertion_replayed'"))
        .containsExactly("J");
  }

  @Test
  @DisplayName("a refusal is explained to the operator rule by rule, and not to the caller")
  void explained() throws Exception {
    FakeResponse refused =
        post("/token", assertion("J", key, ISSUER + "/token"), "grant_type", "client_credentials");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).doesNotContain("aud");
    String id = refused.all(Router.CORRELATION_ID).get(0);

    String recorded = awaited("SELECT r::text FROM {refusals} r WHERE r::text LIKE '%" + id + "%'");
    assertThat(recorded)
        .contains("client_assertion_audience_invalid")
        .contains("SIGNATURE_IS_THE_CLIENTS", "AUDIENCE_IS_THIS_SERVER", ISSUER + "/token")
        .doesNotContain("IDENTIFIER_IS_PRESENT");
    assertThat(
            awaited("SELECT reason_code FROM {audit_events} WHERE action = 'client_auth_failed'"))
        .isEqualTo("client_assertion_audience_invalid");
  }

  /** What is written behind the request's back. */
  private static String awaited(String query) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      String found = DATABASE.text(query);
      if (found != null) {
        return found;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("nothing came: " + query);
  }

  @Test
  @DisplayName("discovery names both methods and what may sign, for each endpoint that has them")
  void discovery() throws Exception {
    FakeResponse response = new FakeResponse();
    servlet.service(
        new FakeRequest().at("/lockspire", "/.well-known/openid-configuration").build(),
        response.build());
    Map<String, Object> document = json(response);
    for (String endpoint : List.of("token", "revocation", "introspection")) {
      assertThat(
              JSONObjectUtils.getStringList(
                  document, endpoint + "_endpoint_auth_methods_supported"))
          .contains("private_key_jwt", "client_secret_jwt");
      assertThat(document)
          .containsEntry(
              endpoint + "_endpoint_auth_signing_alg_values_supported",
              List.of("HS256", "RS256", "ES256", "PS256", "EdDSA"));
    }
  }
}
