package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("dpop_jkt [B-25]")
final class DpopKeyTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();
  private static final String JKT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

  @BeforeEach
  void signedIn() {
    SERVER.host.signIn("alice", SERVER.now());
  }

  @Test
  @DisplayName("43-char base64url thumbprint is stored on the interaction and on the code [B-10]")
  void carried() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request().with("dpop_jkt", JKT));
    assertThat(SERVER.count("interactions", "dpop_jkt = '" + JKT + "'")).isOne();

    Reply reply = SERVER.approve(browser, id, true);
    assertThat(SERVER.codeColumn(reply, "dpop_jkt")).isEqualTo(JKT);
  }

  @Test
  @DisplayName("is on the code as well when nobody has to be asked")
  void unasked() {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, SERVER.pendingConsent(browser, SERVER.request()), true);

    Reply reply = browser.get(SERVER.request().with("dpop_jkt", JKT).toString());
    assertThat(SERVER.codeColumn(reply, "dpop_jkt")).isEqualTo(JKT);
  }

  @Test
  @DisplayName("may be left out, or sent without a value (RFC 6749 §3.1)")
  void absent() {
    for (AuthorizeUrl url :
        new AuthorizeUrl[] {SERVER.request(), SERVER.request().with("dpop_jkt", "")}) {
      TestBrowser browser = SERVER.browser();
      Reply reply = SERVER.approve(browser, SERVER.pendingConsent(browser, url), false);
      assertThat(SERVER.codeColumn(reply, "dpop_jkt")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4",
        "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I=",
        "0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
        " ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"
      })
  @DisplayName("that is no thumbprint is invalid_request")
  void malformed(String jkt) {
    Reply reply = SERVER.browser().get(SERVER.request().with("dpop_jkt", jkt).toString());

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(SERVER.told.get(SERVER.told.size() - 1).attributes())
        .containsEntry("reason_code", "invalid_dpop_jkt");
  }
}
