package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Claims parameter [B-35]")
final class ClaimsParameterTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @Test
  @DisplayName("Essential auth_time: the code says that the ID token must have it")
  void essentialAuthTime() {
    Reply reply = approved("{\"id_token\":{\"auth_time\":{\"essential\":true}}}");

    assertThat(SERVER.codeColumn(reply, "auth_time_requested")).isEqualTo("t");
  }

  @Test
  @DisplayName("An unknown claim is ignored, a known one travels to the code [B-10]")
  void unknownClaim() {
    Reply reply =
        approved(
            "{\"userinfo\":{\"unheard_of\":null,\"email\":{\"essential\":true}},\"other\":{\"a\":1}}");

    assertThat(SERVER.codeColumn(reply, "claims -> 'userinfo' -> 'email' ->> 'essential'"))
        .isEqualTo("true");
    assertThat(SERVER.codeColumn(reply, "auth_time_requested")).isEqualTo("f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "5", "not json"})
  @DisplayName("Bad JSON or no object: invalid_request")
  void badJson(String claims) {
    Reply reply = SERVER.browser().get(SERVER.request().with("claims", claims).toString());

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(SERVER.told.get(0).attributes())
        .containsEntry("reason_code", "invalid_claims_parameter");
  }

  @Test
  @DisplayName("A remembered consent does not cover claims that were not shown with it [B-52]")
  void claimsNeedConsent() {
    approved("{\"userinfo\":{\"email\":null}}");

    Reply same =
        SERVER
            .browser()
            .get(SERVER.request().with("claims", "{\"userinfo\":{\"email\":null}}").toString());
    Reply more =
        SERVER
            .browser()
            .get(
                SERVER
                    .request()
                    .with("claims", "{\"userinfo\":{\"phone_number\":null}}")
                    .toString());

    assertThat(Answer.query(same).value("code")).isPresent();
    assertThat(Answer.location(more)).startsWith("/lockspire/consent/");
  }

  private static Reply approved(String claims) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request().with("claims", claims));
    return SERVER.approve(browser, id, true);
  }
}
