package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URL;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of keys in the browser, while an application goes on verifying what they sign. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("The console's keys")
final class ConsoleKeysIT {
  private static Chromium chromium;
  private static NimbusClient app;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
    app = NimbusClient.publicClient(Desk.ISSUER, "office-app");
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @Test
  @DisplayName(
      "ADM-72..79 Key cut-over: roll over under a client that verifies its tokens all the way")
  void rollOver() throws Exception {
    Verifier lasting = new Verifier();
    OIDCTokens first = connect();
    lasting.verifies(first);
    String old = kid(first);
    try (Desk ops = new Desk(chromium, "ops")) {
      ops.open("/keys").choose("generate:algorithm", "ES256").press("Generate key");
      ops.page().waitForURL(url -> url.matches(".*/keys/[0-9A-F]{16}"));
      String fresh = ops.page().url().replaceAll(".*/", "");
      ops.seesBadge("Upcoming").seesBadge("Hidden");
      assertThat(published()).contains(old).doesNotContain(fresh);
      lasting.verifies(connect());

      ops.press("Publish key").sees("tick the box to confirm");
      assertThat(published()).doesNotContain(fresh);
      Desk.pictures(chromium, "/keys/" + fresh, "key-upcoming");
      ops.tick("step:confirm:box").press("Publish key").sees("The key is published");
      assertThat(published()).contains(old, fresh);
      lasting.verifies(connect());

      ops.sees("Too early").tick("step:confirm:box").press("Activate key");
      ops.page().locator("[id='step:accept-problem']").waitFor();
      assertThat(kid(connect())).isEqualTo(old);
      chromium.screenshot(ops.page(), "console-key-guard-1440-light");
      GuidePicture.of(ops.page(), "key-early");
      ops.tick("step:confirm:box").tick("step:accept:box").press("Activate key");
      ops.sees("The key signs now").seesBadge("Active");

      OIDCTokens second = connect();
      assertThat(kid(second)).isEqualTo(fresh);
      lasting.verifies(second);
      lasting.verifies(first);
      Desk.pictures(chromium, "/keys", "keys-rolling");
      GuidePicture.of(ops.open("/keys").page(), "keys");
      Desk.pictures(chromium, "/keys/" + old, "key-retiring");

      ops.open("/keys/" + old).seesBadge("Retiring").tick("step:confirm:box").press("Retire key");
      ops.page().locator("[id='step:accept-problem']").waitFor();
      assertThat(published()).contains(old);
      ops.tick("step:confirm:box").tick("step:accept:box").press("Retire key");
      ops.sees("left the key set").seesBadge("Retired").seesBadge("Hidden");
      assertThat(published()).contains(fresh).doesNotContain(old);
      lasting.verifies(connect());
      new Verifier().verifies(second);
      assertThatThrownBy(() -> new Verifier().verifies(first)).isInstanceOf(BadJOSEException.class);
    }
  }

  @Test
  @DisplayName(
      "that are compromised leave at once, another signs, and tokens are revoked if wished")
  void emergency() throws Exception {
    OIDCTokens tokens = connect();
    String lost = kid(tokens);
    assertThat(app.userInfo(tokens.getAccessToken()).indicatesSuccess()).isTrue();
    try (Desk ops = new Desk(chromium, "ops").open("/keys/" + lost)) {
      ops.press("Retire compromised key").sees("tick the box to confirm");
      assertThat(published()).contains(lost);

      ops.tick("emergency:revoke").tick("emergency:compromised:box");
      ops.press("Retire compromised key").sees("out of use").sees("This key signs in its place");
      assertThat(ops.page().locator(".ls-note").first().innerText()).contains("revoked");
      chromium.screenshot(ops.page(), "console-key-compromised-1440-light");
      GuidePicture.of(ops.page(), "key-compromised");
      assertThat(published()).doesNotContain(lost);
      assertThat(app.userInfo(tokens.getAccessToken()).indicatesSuccess()).isFalse();

      OIDCTokens next = connect();
      assertThat(kid(next)).isNotEqualTo(lost);
      new Verifier().verifies(next);
      String successor = ops.page().locator(".ls-note a.ls-mono").innerText();
      assertThat(kid(next)).isEqualTo(successor);

      ops.open("/keys/" + lost).tick("emergency:compromised:box").press("Revoke tokens");
      ops.page()
          .locator(".ls-note", new Page.LocatorOptions().setHasText("access token"))
          .waitFor();
    }
  }

  @Test
  @DisplayName("ADM-77 are made for every algorithm, RSA in the size that was chosen")
  void algorithms() throws Exception {
    try (Desk ops = new Desk(chromium, "ops")) {
      for (String algorithm : List.of("RS256", "PS256", "EdDSA")) {
        ops.open("/keys").choose("generate:algorithm", algorithm);
        ops.choose("generate:bits", "3072").press("Generate key");
        ops.page().waitForURL(url -> url.matches(".*/keys/[0-9A-F]{16}"));
        String kid = ops.page().url().replaceAll(".*/", "");
        ops.tick("step:confirm:box").press("Publish key").sees("The key is published");
        JWK jwk = JWKSet.load(jwks()).getKeyByKeyId(kid);
        assertThat(jwk.getAlgorithm().getName()).isEqualTo(algorithm);
        assertThat(jwk.size()).isEqualTo(algorithm.equals("EdDSA") ? 256 : 3072);
        assertThat(jwk.isPrivate()).isFalse();
        ops.tick("emergency:compromised:box").press("Retire compromised key").sees("out of use");
      }
    }
  }

  @Test
  @DisplayName(
      "ADM-77 for encryption are made, published and activated at once, labelled truthfully")
  void encryption() throws Exception {
    try (Desk ops = new Desk(chromium, "ops")) {
      ops.open("/keys").choose("generate:algorithm", "RSA-OAEP-256").press("Generate key");
      ops.page().waitForURL(url -> url.matches(".*/keys/[0-9A-F]{16}"));
      String kid = ops.page().url().replaceAll(".*/", "");
      ops.tick("step:confirm:box").press("Publish key").sees("The key is published");
      ops.tick("step:confirm:box").press("Activate key").sees("opens now").seesBadge("Active");
      ops.sees("Applications encrypt to this key");

      JWK jwk = JWKSet.load(jwks()).getKeyByKeyId(kid);
      assertThat(jwk.getKeyUse()).isEqualTo(KeyUse.ENCRYPTION);
      assertThat(jwk.getAlgorithm().getName()).isEqualTo("RSA-OAEP-256");
      assertThat(jwk.isPrivate()).isFalse();
    }
  }

  @Test
  @DisplayName("that another operator moved meanwhile are explained, not moved twice")
  void stale() {
    try (Desk ops = new Desk(chromium, "ops");
        Desk other = new Desk(chromium, "ops")) {
      ops.open("/keys").choose("generate:algorithm", "ES256").press("Generate key");
      ops.page().waitForURL(url -> url.matches(".*/keys/[0-9A-F]{16}"));
      String kid = ops.page().url().replaceAll(".*/", "");
      other.open("/keys/" + kid).tick("step:confirm:box").press("Publish key");
      other.sees("The key is published");

      ops.tick("step:confirm:box").press("Publish key");
      ops.sees("was published before; nothing changed").seesBadge("Visible");
      ops.tick("emergency:compromised:box").press("Retire compromised key").sees("out of use");
    }
  }

  @Test
  @DisplayName("are seen and not touched by auditors, and show nothing private")
  void auditor() throws Exception {
    String kid = kid(connect());
    try (Desk audra = new Desk(chromium, "audra")) {
      audra.open("/keys").hasNoControl().sees(kid);
      audra.open("/keys/" + kid).hasNoControl().seesBadge("Active");
      assertThat(audra.page().content()).doesNotContain("\"d\"", "PRIVATE KEY", "private_jwk");
    }
  }

  @Test
  @DisplayName("ADM-17 that are not there answer 404 calmly")
  void missing() {
    try (Desk ops = new Desk(chromium, "ops")) {
      assertThat(ops.page().navigate(Desk.CONSOLE + "/keys/0000000000000000").status())
          .isEqualTo(404);
      ops.sees("There is no key with this ID");
    }
  }

  private static OIDCTokens connect() {
    return app.connect(new Person("dora"), "openid");
  }

  private static String kid(OIDCTokens tokens) throws Exception {
    String ofAccess = SignedJWT.parse(tokens.getAccessToken().getValue()).getHeader().getKeyID();
    assertThat(((SignedJWT) tokens.getIDToken()).getHeader().getKeyID()).isEqualTo(ofAccess);
    return ofAccess;
  }

  private static URL jwks() throws Exception {
    return app.provider().getJWKSetURI().toURL();
  }

  private static List<String> published() throws Exception {
    return JWKSet.load(jwks()).getKeys().stream().map(JWK::getKeyID).toList();
  }

  /** A resource server and a relying party that keep the key set and look again for a new kid. */
  private static final class Verifier {
    private final IDTokenValidator idTokens;
    private final DefaultJWTProcessor<SecurityContext> accessTokens = new DefaultJWTProcessor<>();

    Verifier() throws Exception {
      idTokens =
          new IDTokenValidator(
              app.provider().getIssuer(), new ClientID("office-app"), JWSAlgorithm.ES256, jwks());
      accessTokens.setJWSTypeVerifier((type, context) -> {});
      accessTokens.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              JWSAlgorithm.ES256, JWKSourceBuilder.create(jwks()).rateLimited(false).build()));
    }

    void verifies(OIDCTokens tokens) throws Exception {
      accessTokens.process(tokens.getAccessToken().getValue(), null);
      idTokens.validate(tokens.getIDToken(), null);
    }
  }
}
