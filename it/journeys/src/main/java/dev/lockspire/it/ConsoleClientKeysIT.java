package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.assertions.jwt.JWTAssertionFactory;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretJWT;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that prove themselves with keys and certificates, made at the console and then used. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("The console's clients with keys")
final class ConsoleClientKeysIT {

  private static Chromium chromium;
  private static Machine machine;
  private Counter counter;
  private Page page;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
    machine = new Machine();
  }

  @AfterAll
  static void stop() {
    machine.close();
    chromium.close();
  }

  @BeforeEach
  void open() {
    counter = new Counter(chromium, "ops");
    page = counter.page();
  }

  @AfterEach
  void close() {
    counter.close();
  }

  @Test
  @DisplayName("private_key_jwt: pasted keys; an assertion gets a token, one of another key none")
  void pasted() throws Exception {
    ECKey key = key("nightly-1");
    begin("Signed export", "private_key_jwt");
    assertThat(counter.shows("jwks")).isTrue();
    assertThat(counter.shows("token_endpoint_auth_signing_alg")).isTrue();
    assertThat(counter.shows("tls_client_auth_subject_dn")).isFalse();
    counter.press("create");
    page.locator(".ls-errors").waitFor();
    assertThat(page.locator(".ls-errors").innerText()).contains("give its public keys");
    pictures("client-new-keys");

    counter.fill("jwks", Machine.publicSet(key));
    page.locator("[id='form:token_endpoint_auth_signing_alg']").selectOption("ES256");
    String id = created();
    assertThat(page.content()).contains("proves itself with a key of its own");
    assertThat(page.locator(".ls-secret .ui-button").count()).isZero();

    assertThat(signed(id, key).getStatusCode()).isEqualTo(200);
    assertThat(signed(id, key("nightly-1")).getStatusCode()).isEqualTo(401);
    page.navigate(Counter.CONSOLE + "/clients/" + id);
    assertThat(page.locator("[id='keys-title']").count()).isEqualTo(1);
    assertThat(page.locator("main").innerText())
        .contains("nightly-1", "EC", key.computeThumbprint().toString())
        .contains("Assertion signed with a key (private_key_jwt)", "Assertions signed by\nES256");
    assertThat(page.locator("a[href$='/rotate-secret']").count()).isZero();
    assertThat(Counter.evidence(id)).contains("client_created succeeded operator ops");
  }

  @Test
  @DisplayName("a pasted private key is refused, told to be lost, and kept nowhere")
  void privateKey() throws Exception {
    ECKey key = key("leaked");
    begin("Leaking", "private_key_jwt");
    counter.fill("jwks", "{\"keys\":[" + key.toJSONString() + "]}");
    counter.press("create");
    page.locator(".ls-errors").waitFor();
    assertThat(page.locator(".ls-errors").innerText())
        .contains("private key among them", "have a new one made");
    assertThat(page.locator("[id='form:jwks']").inputValue()).isEmpty();
    assertThat(page.content()).doesNotContain(key.getD().toString());
    assertThat(counter.session()).contains("Leaking").doesNotContain(key.getD().toString());
  }

  @Test
  @DisplayName("an address of keys is tried before it is registered; trouble comes with its remedy")
  void remote() throws Exception {
    ECKey first = key("first");
    begin("Remote keys", "private_key_jwt");
    counter.fill("jwks_uri", "http://keys.example/jwks.json");
    page.locator("[id='form:try:do']").click();
    sees("The address is not https.");
    counter.fill("jwks_uri", machine.jwksUri());
    page.locator("[id='form:try:do']").click();
    sees("The address answers, but not with keys.");
    assertThat(page.locator("#tried").innerText())
        .contains("status 200", "developers of the application", "http_status · HTTP 404");
    machine.publish(first);
    page.locator("[id='form:try:do']").click();
    sees("The address answers with one key");
    assertThat(page.locator("#tried").innerText()).contains("first");
    assertThat(page.locator("[id='form:name']").inputValue()).isEqualTo("Remote keys");
    String id = created();

    assertThat(signed(id, first).getStatusCode()).isEqualTo(200);
    page.navigate(Counter.CONSOLE + "/clients/" + id);
    assertThat(page.locator("main").innerText()).contains(machine.jwksUri(), "Serving");

    assertThat(signed(id, key("second")).getStatusCode()).isEqualTo(401);
    until(id, "Trouble");
    assertThat(page.locator("main").innerText())
        .contains("which was just fetched anew", "Have it publish a key before it signs with it")
        .contains("remote_jwks_key_unavailable · post_refresh_key_still_missing");
    pictures("client-keys-trouble");
    GuidePicture.of(page, "client-keys-trouble", "section:has([id='keys-title'])");

    assertThat(signed(id, first).getStatusCode()).isEqualTo(200);
    until(id, "Serving");
    assertThat(page.locator("main").innerText()).doesNotContain("just fetched anew");
  }

  @Test
  @DisplayName("keys are replaced: the new one works at once, the old one no more")
  void replaced() throws Exception {
    ECKey before = key("before");
    ECKey after = key("after");
    begin("Replaced", "private_key_jwt");
    counter.fill("jwks", Machine.publicSet(before));
    String id = created();
    assertThat(signed(id, before).getStatusCode()).isEqualTo(200);

    page.navigate(Counter.CONSOLE + "/clients/" + id + "/keys");
    assertThat(page.locator("[id='form:jwks']").inputValue()).contains("\"before\"");
    counter.fill("jwks", Machine.publicSet(after));
    counter.fill("jwks_uri", machine.jwksUri());
    counter.press("save");
    page.locator(".ls-errors").waitFor();
    assertThat(page.locator(".ls-errors").innerText()).contains("the keys or their address");
    counter.fill("jwks_uri", "");
    counter.press("save");
    page.locator(".ls-notice").waitFor();
    pictures("client-keys-edit");
    assertThat(signed(id, after).getStatusCode()).isEqualTo(200);
    assertThat(signed(id, before).getStatusCode()).isEqualTo(401);
    assertThat(Counter.evidence(id)).contains("client_updated succeeded operator ops");
  }

  @Test
  @DisplayName("client_secret_jwt: the secret is shown once and signs; nothing else is asked for")
  void secretJwt() throws Exception {
    begin("Signs with its secret", "client_secret_jwt");
    assertThat(counter.shows("jwks")).isFalse();
    assertThat(counter.shows("token_endpoint_auth_signing_alg")).isFalse();
    counter.press("create");
    page.locator(".ls-secret input").waitFor();
    String secret = page.locator(".ls-secret input").inputValue();
    String label = page.locator(".ls-secret-label").innerText();
    String id = label.substring(label.lastIndexOf(' ') + 1);

    assertThat(
            token(
                    new ClientSecretJWT(
                        JWTAssertionFactory.create(
                            claims(id), JWSAlgorithm.HS256, new Secret(secret))))
                .getStatusCode())
        .isEqualTo(200);
    page.navigate(Counter.CONSOLE + "/clients/" + id);
    assertThat(page.locator("main").innerText()).contains("Assertions signed by\nHS256");
    assertThat(page.locator("a[href$='/rotate-secret']").count()).isEqualTo(1);
  }

  @Test
  @DisplayName("tls_client_auth: one name of the certificate; its tokens are bound to it")
  void certificate() throws Exception {
    begin("Known by its name", "tls_client_auth");
    assertThat(counter.shows("jwks")).isFalse();
    counter.fill("tls_client_auth_subject_dn", Machine.SUBJECT);
    counter.fill("tls_client_auth_san_dns", "worker.example");
    counter.press("create");
    page.locator(".ls-errors").waitFor();
    assertThat(page.locator(".ls-errors").innerText()).contains("exactly one");
    pictures("client-new-certificate");
    counter.fill("tls_client_auth_san_dns", "");
    String id = created();

    assertThat(withCertificate(id, Machine.header()).body()).contains("access_token");
    assertThat(withCertificate(id, "").statusCode()).isEqualTo(401);
    page.navigate(Counter.CONSOLE + "/clients/" + id);
    assertThat(page.locator("main").innerText())
        .contains(Machine.SUBJECT, "good with its certificate only");

    page.navigate(Counter.CONSOLE + "/clients/" + id + "/keys");
    counter.fill("tls_client_auth_subject_dn", "CN=somebody else");
    counter.press("save");
    page.locator(".ls-notice").waitFor();
    assertThat(withCertificate(id, Machine.header()).statusCode()).isEqualTo(401);
  }

  @Test
  @DisplayName("self_signed_tls_client_auth: the key of the certificate is the client's")
  void selfSigned() throws Exception {
    begin("Signed by itself", "self_signed_tls_client_auth");
    assertThat(counter.shows("token_endpoint_auth_signing_alg")).isFalse();
    counter.fill("jwks", Machine.publicSet(Machine.certificateKey()));
    String id = created();

    assertThat(withCertificate(id, Machine.header()).body()).contains("access_token");
    assertThat(withCertificate(id, "").statusCode()).isEqualTo(401);
    page.navigate(Counter.CONSOLE + "/clients/" + id);
    assertThat(page.locator("main").innerText())
        .contains("certificate", "good with its certificate only");
  }

  @Test
  @DisplayName("a client with a secret may have its tokens bound to a certificate, too")
  void bound() {
    page.navigate(Counter.CONSOLE + "/clients/desk-app-01/security");
    page.locator("[id='form:tls_client_certificate_bound_access_tokens']").check();
    counter.press("save");
    page.locator(".ls-notice").waitFor();
    page.navigate(Counter.CONSOLE + "/clients/desk-app-01");
    assertThat(page.locator("main").innerText()).contains("good with its certificate only");
    page.navigate(Counter.CONSOLE + "/clients/desk-app-01/security");
    page.locator("[id='form:tls_client_certificate_bound_access_tokens']").uncheck();
    counter.press("save");
    page.locator(".ls-notice").waitFor();
  }

  @Test
  @DisplayName("sender binding shown on tokens: the certificate, the DPoP key, or none")
  void binding() throws Exception {
    ECKey key = key("binding");
    begin("Bound to a key", "private_key_jwt");
    counter.fill("jwks", Machine.publicSet(key));
    String keyed = created();
    begin("Bound to a certificate", "tls_client_auth");
    counter.fill("tls_client_auth_san_dns", "worker.example");
    String certified = created();

    foundByPasting(accessToken(signed(keyed, key).getBody()));
    assertThat(page.locator("main").innerText()).contains("None: whoever holds it can use it");
    page.navigate(Counter.CONSOLE + "/clients/" + keyed + "/security");
    page.locator("[id='form:dpop_policy']").selectOption("dpop");
    counter.press("save");
    page.locator(".ls-notice").waitFor();
    foundByPasting(accessToken(proven(keyed, key).getBody()));
    assertThat(page.locator("main").innerText()).contains("Sender binding\nDPoP key");
    foundByPasting(accessToken(withCertificate(certified, Machine.header()).body()));
    assertThat(page.locator("main").innerText())
        .contains("Sender binding\nClient certificate (mTLS)");
  }

  private void foundByPasting(String token) {
    page.navigate(Counter.CONSOLE + "/tokens");
    page.locator("#pasted").fill(token);
    page.locator("[id='paste:find']").click();
    page.getByText("Revoke this token").first().waitFor();
  }

  private static String accessToken(String body) throws Exception {
    return (String) JSONObjectUtils.parse(body).get("access_token");
  }

  /** With a proof of a key of its own, and the nonce that the server asks for. */
  private static HTTPResponse proven(String id, ECKey key) throws Exception {
    DefaultDPoPProofFactory proofs = new DefaultDPoPProofFactory(key("proof"), JWSAlgorithm.ES256);
    HTTPRequest first = request(assertion(id, key));
    first.setDPoP(proofs.createDPoPJWT("POST", endpoint()));
    HTTPResponse challenge = first.send();
    HTTPRequest second = request(assertion(id, key));
    second.setDPoP(proofs.createDPoPJWT("POST", endpoint(), challenge.getDPoPNonce()));
    return second.send();
  }

  @Test
  @DisplayName("an auditor sees keys and trouble, and can neither change them nor try an address")
  void auditor() throws Exception {
    begin("Looked at", "private_key_jwt");
    counter.fill("jwks", Machine.publicSet(key("seen")));
    String id = created();
    try (Counter onlooker = new Counter(chromium, "audra")) {
      Page auditor = onlooker.page();
      auditor.navigate(Counter.CONSOLE + "/clients/" + id);
      assertThat(auditor.locator("main").innerText()).contains("seen");
      assertThat(auditor.locator("main a[href$='/keys']").count()).isZero();
      auditor.navigate(Counter.CONSOLE + "/clients/" + id + "/keys");
      auditor.locator("h1").waitFor();
      assertThat(auditor.locator("main form[method=post], main button, main textarea").count())
          .isZero();
    }
  }

  private void begin(String name, String method) {
    page.navigate(Counter.CONSOLE + "/clients/new?kind=machine");
    counter.fill("name", name);
    counter.fill("allowed_scopes", "orders:read");
    page.locator("[id='form:token_endpoint_auth_method']").selectOption(method);
  }

  private String created() {
    counter.press("create");
    page.locator("#created-id").waitFor();
    return page.locator("#created-id").inputValue();
  }

  private void until(String id, String state) {
    page.navigate(Counter.CONSOLE + "/clients/" + id);
    for (int tries = 0; tries < 20 && !badges().contains(state); tries++) {
      page.waitForTimeout(300);
      page.navigate(Counter.CONSOLE + "/clients/" + id);
    }
    assertThat(badges()).contains(state);
  }

  private List<String> badges() {
    return page.locator("main .ls-badge").allInnerTexts();
  }

  private void sees(String words) {
    page.locator("#tried").getByText(words).waitFor();
  }

  private void pictures(String name) {
    Gallery.keep(chromium, page, name);
  }

  private static ECKey key(String kid) throws Exception {
    return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
  }

  private static URI endpoint() {
    return URI.create(Counter.ISSUER + "/token");
  }

  private static HTTPResponse signed(String id, ECKey key) throws Exception {
    return token(assertion(id, key));
  }

  private static ClientAuthentication assertion(String id, ECKey key) throws Exception {
    return new PrivateKeyJWT(
        claims(id), JWSAlgorithm.ES256, key.toPrivateKey(), key.getKeyID(), null);
  }

  /** With a time of issue, which the SDK leaves out by itself. */
  private static JWTAuthenticationClaimsSet claims(String id) {
    Instant now = Instant.now();
    return new JWTAuthenticationClaimsSet(
        new ClientID(id),
        new Audience(Counter.ISSUER).toSingleAudienceList(),
        Date.from(now.plusSeconds(60)),
        null,
        Date.from(now),
        new JWTID());
  }

  private static HTTPResponse token(ClientAuthentication authentication) throws Exception {
    return request(authentication).send();
  }

  private static HTTPRequest request(ClientAuthentication authentication) {
    return new TokenRequest.Builder(endpoint(), authentication, new ClientCredentialsGrant())
        .build()
        .toHTTPRequest();
  }

  private HttpResponse<String> withCertificate(String id, String certificate) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + id));
    if (!certificate.isEmpty()) {
      request.header(Machine.CERTIFICATE_HEADER, certificate);
    }
    return Counter.send(request.build());
  }
}
