package dev.lockspire.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.config.ResourceServer;
import dev.lockspire.config.ResourceServers;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RefusalObserver;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RequestTrace;
import dev.lockspire.http.RouteTable;
import dev.lockspire.http.Router;
import dev.lockspire.http.Throttle;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Metadata of protected resources (RFC 9728)")
class ProtectedResourcesTest {
  private static final String PLACE = "/.well-known/oauth-protected-resource";
  private ServerPolicy policy = ServerPolicy.defaults();

  private final ProtectedResources resources =
      new ProtectedResources(
          new ResourceServers(
              List.of(
                  server("api", "https://shop.example/api", "read:billing", "write:billing"),
                  server("twin", "https://twin.example/api"),
                  server("root", "https://shop.example/"),
                  server("bare", "https://bare.example"),
                  server("urn", "urn:example:api"),
                  server("query", "https://shop.example/q?x=1"),
                  server("deep", "https://shop.example/a/b%20c/"))),
          RouteFixture.ISSUER,
          () -> policy,
          true);

  private static ResourceServer server(String name, String identifier, String... scopes) {
    return new ResourceServer(name, URI.create(identifier), new LinkedHashSet<>(List.of(scopes)));
  }

  private static RouteRules rules(String... audiences) {
    RouteOptions options = new RouteOptions(text -> text);
    return options.with(RouteOption.AUDIENCES, List.of(audiences)).rules();
  }

  private Reply get(String host, String path, Map<String, String> headers) {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("Host", host);
    RandomSource random = RandomSource.secure();
    return new Router(
            new RouteTable(resources.routes()),
            random,
            Throttle.NONE,
            new RequestTrace(random),
            RefusalObserver.NOBODY)
        .dispatch(LookupFixture.call("GET", path, all, Parameters.none(), Parameters.none()));
  }

  private Reply get(String path) {
    return get("shop.example", path, Map.of());
  }

  @Test
  @DisplayName("are published for what some route names as its audience, and for nothing else")
  void published() {
    assertThat(get(PLACE + "/api").status()).isEqualTo(404);
    resources.guard(rules("https://shop.example/api", "https://unknown.example"));

    Reply reply = get(PLACE + "/api");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains("application/json");
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(reply.text())
        .isEqualTo(
            "{\"resource\":\"https://shop.example/api\","
                + "\"authorization_servers\":[\"https://id.example.com/lockspire\"],"
                + "\"scopes_supported\":[\"read:billing\",\"write:billing\"],"
                + "\"bearer_methods_supported\":[\"header\"],"
                + "\"dpop_signing_alg_values_supported\":[\"RS256\",\"ES256\",\"PS256\",\"EdDSA\"],"
                + "\"tls_client_certificate_bound_access_tokens\":true}");
    assertThat(get(PLACE).status()).isEqualTo(404);
    String etag = reply.header("ETag").orElseThrow();
    assertThat(get("shop.example", PLACE + "/api", Map.of("If-None-Match", etag)).status())
        .isEqualTo(304);
  }

  @Test
  @DisplayName("follow the policy of now")
  void policy() {
    resources.guard(rules("https://shop.example/"));
    policy = policy.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);
    assertThat(get(PLACE).text())
        .contains("\"resource\":\"https://shop.example/\"")
        .contains("\"dpop_signing_alg_values_supported\":[\"ES256\",\"PS256\"]")
        .doesNotContain("scopes_supported");
  }

  @Test
  @DisplayName("of two with one path the request's host tells which is meant")
  void twins() {
    resources.guard(rules("https://shop.example/api"));
    assertThat(get("anything", PLACE + "/api", Map.of()).text()).contains("shop.example");
    resources.guard(rules("https://twin.example/api"));
    assertThat(get("twin.example", PLACE + "/api", Map.of()).text()).contains("twin.example");
    assertThat(get("shop.example", PLACE + "/api", Map.of()).text()).contains("shop.example");
    assertThat(get("else.example", PLACE + "/api", Map.of()).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("challenges lead to them once the host has mapped their place")
  void url() {
    RouteRules api = rules("https://shop.example/api");
    assertThat(resources.url(api)).isEmpty();
    resources.publishedBelow("");
    assertThat(resources.url(api)).contains("https://shop.example" + PLACE + "/api");
    assertThat(resources.url(rules("https://shop.example/")))
        .contains("https://shop.example" + PLACE);
    assertThat(resources.url(rules("https://bare.example")))
        .contains("https://bare.example" + PLACE);
    assertThat(resources.url(rules("https://shop.example/a/b%20c/")))
        .contains("https://shop.example" + PLACE + "/a/b%20c/");
    for (String none : Set.of("urn:example:api", "https://shop.example/q?x=1", "unknown")) {
      assertThat(resources.url(rules(none))).isEmpty();
    }
    assertThat(resources.url(RouteRules.anyToken())).isEmpty();
    resources.publishedBelow("/shop");
    assertThat(resources.url(api)).contains("https://shop.example/shop" + PLACE + "/api");
  }

  @Test
  @DisplayName("a challenge names them: resource_metadata, last")
  void challenge() {
    try (RouteFixture routes = new RouteFixture()) {
      routes.resources.publishedBelow("");
      String place = "resource_metadata=\"https://shop.example" + PLACE + "/api\"";
      String[] demands = {"audience", RouteFixture.BILLING, "scopes", "admin"};
      assertThat(routes.send(new FakeRoute(), demands).challenge())
          .isEqualTo("Bearer realm=\"Lockspire\", " + place);
      assertThat(routes.send(new FakeRoute().bearer(routes.token()), demands).challenge())
          .endsWith("scope=\"admin\", " + place);
      assertThat(routes.send(new FakeRoute()).challenge()).doesNotContain("resource_metadata");
    }
  }
}
