package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The host's own routes in a real container: protected by filters of {@code web.xml}, by an
 * annotation on a servlet, by annotations on a Jakarta REST resource, and in code.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("A protected route of a host")
final class ProtectedRoutesIT {
  private static final String WEB_XML = "/journey/live";
  private static final String SERVLET = "/api/orders";
  private static final String REST = "/rest/stock";
  private static final String CODE = "/journey/gated";
  private static final URI INVOICES = route("/invoices");
  private static final String INVALID = "realm=\"Lockspire\", error=\"invalid_token\"";

  private final Courier warehouse = new Courier(Shop.ISSUER, "warehouse");
  private final Courier courier = new Courier(Shop.ISSUER, "courier");

  private static URI route(String path) {
    return URI.create(Shop.BASE + path);
  }

  private static HTTPResponse get(String path, AccessToken token) {
    return Courier.call("GET", route(path), Optional.of(token), Optional.empty());
  }

  private static String challenge(HTTPResponse response) {
    return response.getHeaderValue("WWW-Authenticate");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {WEB_XML, SERVLET, REST, CODE})
  @DisplayName("114 Route OK: a token with its scope -> 200, and the host sees whose it is")
  void ok(String path) {
    HTTPResponse response = get(path, warehouse.token("orders:read orders:write"));

    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    assertThat(response.getBody()).contains("\"warehouse\"");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {WEB_XML, SERVLET, REST, CODE, "/journey/back-door"})
  @DisplayName("115 Route missing token -> 401 Bearer realm=\"Lockspire\" only, body invalid_token")
  void missing(String path) {
    HTTPResponse response = Courier.call("GET", route(path), Optional.empty(), Optional.empty());

    assertThat(response.getStatusCode()).isEqualTo(401);
    assertThat(challenge(response)).isEqualTo("Bearer realm=\"Lockspire\"");
    assertThat(response.getBody()).startsWith("{\"error\":\"invalid_token\"");
    assertThat(response.getHeaderValue("Content-Type")).startsWith("application/json");
    assertThat(response.getHeaderValue("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {WEB_XML, SERVLET, REST, CODE})
  @DisplayName(
      "118 Route audience/scope: missing scope -> 403 insufficient_scope + scope attribute")
  void scope(String path) {
    HTTPResponse response = get(path, warehouse.token("orders:write"));

    assertThat(response.getStatusCode()).isEqualTo(403);
    assertThat(challenge(response))
        .startsWith("Bearer realm=\"Lockspire\", error=\"insufficient_scope\"")
        .endsWith("scope=\"orders:read\"");
    assertThat(response.getBody()).startsWith("{\"error\":\"insufficient_scope\"");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {SERVLET, REST, CODE})
  @DisplayName("116 Route opaque: opaque token -> 401 invalid_token with description")
  void opaque(String path) {
    HTTPResponse response = get(path, new Courier(Shop.ISSUER, "stationer").token("orders:read"));

    assertThat(response.getStatusCode()).isEqualTo(401);
    assertThat(challenge(response)).startsWith("Bearer " + INVALID + ", error_description=");
  }

  @Test
  @DisplayName("tokenLookup=database: opaque tokens pass, and revocation is seen at once")
  void database() {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);
    AccessToken jwt = NimbusClient.tokens(app.asItself("orders:read")).getAccessToken();
    assertThat(
            get(WEB_XML, new Courier(Shop.ISSUER, "stationer").token("orders:read"))
                .getStatusCode())
        .isEqualTo(200);
    assertThat(get(WEB_XML, jwt).getStatusCode()).isEqualTo(200);

    assertThat(app.revoke(jwt)).isEqualTo(200);

    HTTPResponse refused = get(WEB_XML, jwt);
    assertThat(refused.getStatusCode()).isEqualTo(401);
    assertThat(challenge(refused)).startsWith("Bearer " + INVALID);
    assertThat(get(SERVLET, jwt).getStatusCode()).as("judged by what it says").isEqualTo(200);
  }

  @Test
  @DisplayName(
      "118 Route audience/scope: wrong aud -> 401, and the challenge leads to the metadata")
  void audience() {
    HTTPResponse refused = get("/invoices", warehouse.token("orders:read"));
    assertThat(refused.getStatusCode()).isEqualTo(401);
    assertThat(challenge(refused)).startsWith("Bearer " + INVALID).contains("resource_metadata=");

    HTTPResponse good = get("/invoices/1815", warehouse.token("orders:read", INVOICES));
    assertThat(good.getStatusCode()).as(good.getBody()).isEqualTo(200);
    assertThat(good.getBody()).contains("\"aud\":\"" + INVOICES + "\"");

    String metadata = challenge(refused).replaceAll(".*resource_metadata=\"([^\"]+)\".*", "$1");
    HTTPResponse document =
        Courier.call("GET", URI.create(metadata), Optional.empty(), Optional.empty());
    assertThat(document.getStatusCode()).isEqualTo(200);
    assertThat(document.getBody())
        .contains("\"resource\":\"" + INVOICES + "\"")
        .contains("\"authorization_servers\":[\"" + Shop.ISSUER + "\"]");
  }

  @Test
  @DisplayName("a refreshed key, a forged signature and an ID token: only the access token passes")
  void genuine() throws Exception {
    AccessToken token = warehouse.token("orders:read");
    SignedJWT jwt = SignedJWT.parse(token.getValue());
    String forged = jwt.getParsedParts()[0] + "." + jwt.getParsedParts()[1] + "." + "A".repeat(86);
    assertThat(get(SERVLET, new BearerAccessToken(forged)).getStatusCode()).isEqualTo(401);
    String idToken =
        NimbusClient.partner(Shop.ISSUER)
            .connect(new Person("ada"), "openid", "orders:read")
            .getIDTokenString();
    HTTPResponse refused = get(SERVLET, new BearerAccessToken(idToken));
    assertThat(refused.getStatusCode()).isEqualTo(401);
    assertThat(challenge(refused)).startsWith("Bearer " + INVALID + ", error_description=");
    assertThat(get(SERVLET, token).getStatusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {WEB_XML, SERVLET, REST, CODE})
  @DisplayName(
      "119 Route DPoP: bound token: no proof 401 DPoP; no nonce use_dpop_nonce + header; good -> 200;"
          + " replay 401; under-scoped 403 DPoP challenge")
  void dpop(String path) {
    AccessToken token = courier.boundToken("orders:read");
    URI target = route(path);

    HTTPResponse bearer = get(path, token);
    assertThat(bearer.getStatusCode()).isEqualTo(401);
    assertThat(challenge(bearer)).startsWith("DPoP " + INVALID);

    HTTPResponse noNonce =
        Courier.call(
            "GET",
            target,
            Optional.of(token),
            Optional.of(courier.proof("GET", target, token, null)));
    assertThat(noNonce.getStatusCode()).isEqualTo(401);
    assertThat(challenge(noNonce))
        .startsWith("DPoP realm=\"Lockspire\", error=\"use_dpop_nonce\"")
        .contains("algs=\"");
    assertThat(noNonce.getDPoPNonce()).isNotNull();
    assertThat(noNonce.getHeaderValue("Access-Control-Expose-Headers")).contains("DPoP-Nonce");

    SignedJWT proof = courier.proof("GET", target, token, noNonce.getDPoPNonce());
    HTTPResponse good = Courier.call("GET", target, Optional.of(token), Optional.of(proof));
    assertThat(good.getStatusCode()).as(good.getBody()).isEqualTo(200);
    assertThat(good.getBody()).contains("courier");

    HTTPResponse replay = Courier.call("GET", target, Optional.of(token), Optional.of(proof));
    assertThat(replay.getStatusCode()).isEqualTo(401);
    assertThat(challenge(replay)).startsWith("DPoP " + INVALID);

    SignedJWT elsewhere = courier.proof("GET", route("/elsewhere"), token, noNonce.getDPoPNonce());
    assertThat(
            Courier.call("GET", target, Optional.of(token), Optional.of(elsewhere)).getStatusCode())
        .isEqualTo(401);
    Courier thief = new Courier(Shop.ISSUER, "courier");
    assertThat(thief.callWithProof("GET", target, token).getStatusCode()).isEqualTo(401);

    HTTPResponse underScoped =
        courier.callWithProof("GET", target, courier.boundToken("orders:write"));
    assertThat(underScoped.getStatusCode()).isEqualTo(403);
    assertThat(challenge(underScoped))
        .startsWith("DPoP realm=\"Lockspire\", error=\"insufficient_scope\"")
        .endsWith("scope=\"orders:read\"");
  }

  @Test
  @DisplayName("a query does not matter to the proof, and a forward not to the target")
  void targets() {
    AccessToken token = courier.boundToken("orders:read");
    URI orders = route(SERVLET);
    HTTPResponse asked =
        Courier.call(
            "GET",
            orders,
            Optional.of(token),
            Optional.of(courier.proof("GET", orders, token, null)));
    SignedJWT proof = courier.proof("GET", orders, token, asked.getDPoPNonce());
    assertThat(
            Courier.call("GET", route(SERVLET + "?page=2"), Optional.of(token), Optional.of(proof))
                .getStatusCode())
        .isEqualTo(200);
    assertThat(courier.callWithProof("GET", route("/journey/back-door"), token).getStatusCode())
        .isEqualTo(200);
  }

  @Test
  @DisplayName(
      "121 Fail closed: drop the middle filter, send bound token -> 403; unbound bearer -> 200")
  void failClosed() {
    HTTPResponse refused =
        courier.callWithProof("GET", route("/journey/half"), courier.boundToken("orders:read"));
    assertThat(refused.getStatusCode()).isEqualTo(403);
    assertThat(challenge(refused)).startsWith("DPoP " + INVALID);
    assertThat(get("/journey/half", warehouse.token("orders:read")).getStatusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("a method of Jakarta REST demands its own scope; the caller is the subject")
  void method() {
    HTTPResponse refused =
        Courier.call(
            "POST", route(REST), Optional.of(warehouse.token("orders:read")), Optional.empty());
    assertThat(refused.getStatusCode()).isEqualTo(403);
    assertThat(challenge(refused)).endsWith("scope=\"orders:write\"");

    HTTPResponse good =
        Courier.call(
            "POST", route(REST), Optional.of(warehouse.token("orders:write")), Optional.empty());
    assertThat(good.getStatusCode()).as(good.getBody()).isEqualTo(200);
    assertThat(good.getBody().strip()).isEqualTo("{\"changed by\":\"warehouse\"}");
  }

  @Test
  @DisplayName("annotated, of a Jakarta REST that loads no services: nobody gets in, fail closed")
  void withoutServices() {
    String cellar = Container.base(Deployments.CELLAR).toString();
    AccessToken token = new Courier(cellar + "/lockspire", "warehouse").token("orders:read");
    for (Optional<AccessToken> sent : List.of(Optional.<AccessToken>empty(), Optional.of(token))) {
      HTTPResponse refused = Courier.call("GET", URI.create(cellar + REST), sent, Optional.empty());
      assertThat(refused.getStatusCode()).isEqualTo(500);
      assertThat(refused.getBody()).startsWith("{\"error\":\"server_error\"");
    }
    assertThat(
            Courier.call("GET", URI.create(cellar + SERVLET), Optional.of(token), Optional.empty())
                .getStatusCode())
        .as("its servlets")
        .isEqualTo(200);
  }

  @Test
  @DisplayName("RFC 9470: acr and maxAge unmet -> 401 insufficient_user_authentication")
  void stepUp() {
    HTTPResponse response = get("/journey/safe", warehouse.token("orders:read"));

    assertThat(response.getStatusCode()).isEqualTo(401);
    assertThat(challenge(response))
        .startsWith("Bearer realm=\"Lockspire\", error=\"insufficient_user_authentication\"")
        .endsWith("acr_values=\"mfa phr\", max_age=\"300\"");
  }

  @Test
  @DisplayName("more than one Authorization header -> 400 invalid_request")
  void twoAuthorizations() {
    String header = "Authorization: Bearer " + warehouse.token("orders:read").getValue();
    for (String path : List.of(WEB_XML, SERVLET, REST, CODE)) {
      RawHttp.Answer answer =
          RawHttp.send(Shop.BASE, "GET", route(path).getPath(), List.of(header, header), "");
      assertThat(answer.status()).as(path).isEqualTo(400);
      assertThat(answer.body()).contains("\"invalid_request\"");
    }
  }
}
