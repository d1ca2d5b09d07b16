package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("PKCE and nonce")
final class PkceAndNonceTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @BeforeEach
  void clients() {
    SERVER.host.signIn("alice", SERVER.now());
    SERVER.add(new TestClient("relying").confidential().flag("pkce_required", false));
    SERVER.add(new TestClient("careless").flag("pkce_required", false));
    SERVER.add(new TestClient("strict").flag("require_nonce", true));
  }

  @ParameterizedTest
  @CsvSource({
    "'', S256, missing_pkce",
    "'', '', missing_pkce",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, '', missing_pkce",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, plain, missing_pkce",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, s256, missing_pkce",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c, S256, invalid_code_challenge",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMM, S256, invalid_code_challenge",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw~cM, S256, invalid_code_challenge",
  })
  @DisplayName("PKCE: none, plain or 42 characters [B-24] is invalid_request")
  void pkce(String challenge, String method, String reason) {
    assertRefused(
        SERVER.request().with("code_challenge", challenge).with("code_challenge_method", method),
        reason);
  }

  @Test
  @DisplayName("PKCE: S256 succeeds and the challenge is on the code")
  void s256() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "code_challenge")).isEqualTo(AuthorizeUrl.CHALLENGE);
    assertThat(SERVER.codeColumn(reply, "code_challenge_method")).isEqualTo("S256");
  }

  @ParameterizedTest
  @CsvSource({"plain", "s512", "''"})
  @DisplayName("PKCE [B-23]: plain is refused even for a client with pkce_required=false")
  void plainIsNeverAccepted(String method) {
    assertRefused(AuthorizeUrl.of("relying").with("code_challenge_method", method), "missing_pkce");
    assertRefused(
        AuthorizeUrl.of("relying").without("code_challenge").with("code_challenge_method", "plain"),
        "missing_pkce");
  }

  @Test
  @DisplayName("pkce_required=false: a confidential client with openid and nonce needs no PKCE")
  void confidentialClientWithNonce() {
    TestBrowser browser = SERVER.browser();

    String id = SERVER.pendingConsent(browser, withoutPkce("relying"));
    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "code_challenge")).isNull();
    assertThat(SERVER.codeColumn(reply, "code_challenge_method")).isNull();
    assertThat(SERVER.codeColumn(reply, "nonce")).isEqualTo("n-1");
  }

  @Test
  @DisplayName("pkce_required=false: without PKCE the nonce must be there")
  void nonceStandsInForPkce() {
    assertRefused(withoutPkce("relying").without("nonce"), "missing_nonce");
    assertRefused(withoutPkce("relying").with("nonce", "  "), "missing_nonce");
  }

  @Test
  @DisplayName("pkce_required=false: without openid no nonce protects the code, so PKCE must")
  void plainOAuthNeedsPkce() {
    assertRefused(withoutPkce("relying").with("scope", "email"), "missing_pkce");
  }

  @Test
  @DisplayName("pkce_required=false is not honoured for a public client")
  void publicClientNeedsPkce() {
    assertRefused(withoutPkce("careless"), "missing_pkce");
  }

  @Test
  @DisplayName("Nonce rule [B-19]: openid without nonce is accepted where PKCE protects the code")
  void nonceIsOptionalWithPkce() {
    assertThat(Answer.location(get(SERVER.request().without("nonce"))))
        .startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("Nonce rule: a require_nonce client gets invalid_request without one")
  void requireNonce() {
    assertRefused(AuthorizeUrl.of("strict").without("nonce"), "missing_nonce");
    assertRefused(AuthorizeUrl.of("strict").with("nonce", ""), "missing_nonce");
    assertThat(Answer.location(get(AuthorizeUrl.of("strict")))).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("Nonce rule: a require_nonce client needs none without openid")
  void requireNonceIsForOpenIdOnly() {
    Reply reply = get(AuthorizeUrl.of("strict").without("nonce").with("scope", "email"));

    assertThat(Answer.location(reply)).startsWith("/lockspire/consent/");
  }

  private static AuthorizeUrl withoutPkce(String client) {
    return AuthorizeUrl.of(client).without("code_challenge", "code_challenge_method");
  }

  private static Reply get(AuthorizeUrl url) {
    return SERVER.browser().get(url.toString());
  }

  private static void assertRefused(AuthorizeUrl url, String reason) {
    Reply reply = get(url);
    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(SERVER.told.get(SERVER.told.size() - 1).attributes())
        .containsEntry("reason_code", reason);
  }
}
