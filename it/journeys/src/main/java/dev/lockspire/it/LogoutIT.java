package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.URI;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpenID Connect RP-Initiated Logout, as an application on the Nimbus SDK asks for it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("Logout that an application asks for")
final class LogoutIT {

  @Test
  @DisplayName("Completion: session and tokens end, the browser comes back with state")
  void logout() {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);
    Person ada = new Person("ada");
    OIDCTokens tokens = app.connect(ada, "openid", "email");
    State state = new State();

    HttpResponse<String> last =
        ada.open(
            new LogoutRequest(
                    app.provider().getEndSessionEndpointURI(),
                    tokens.getIDToken(),
                    Shop.SIGNED_OUT,
                    state)
                .toURI());

    assertThat(last.headers().firstValue("Location"))
        .hasValue(Shop.SIGNED_OUT + "?state=" + state.getValue());
    assertThat(ada.open(URI.create(Shop.BASE + "/")).body()).contains("Nobody is signed in");
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isFalse();
  }

  @Test
  @DisplayName(
      "Logout without hint: confirmation first, nothing ended before it; staying keeps all")
  void confirmation() {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);
    Person grace = new Person("grace");
    OIDCTokens tokens = app.connect(grace, "openid", "email");
    URI endSession = app.provider().getEndSessionEndpointURI();

    HttpResponse<String> question = grace.open(endSession);
    assertThat(question.statusCode()).isEqualTo(200);
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isTrue();

    HttpResponse<String> stayed = grace.follow(grace.press(question, "stay"));
    assertThat(stayed.body()).contains("still signed in");
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isTrue();

    HttpResponse<String> gone = grace.follow(grace.press(grace.open(endSession), "logout"));
    assertThat(gone.body()).contains("logout-complete");
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isFalse();
  }

  @Test
  @DisplayName("Logout request: unregistered URI and broken hint get a page, never a redirect")
  void refused() {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);
    Person ada = new Person("ada");
    OIDCTokens tokens = app.connect(ada, "openid");
    String hint = "?id_token_hint=" + tokens.getIDTokenString();
    URI endSession = app.provider().getEndSessionEndpointURI();

    for (String query :
        new String[] {
          hint + "&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F",
          "?post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A8999%2Fsigned-out",
          hint + "x",
          hint + "&client_id=" + Shop.PARTNER
        }) {
      HttpResponse<String> page = ada.get(URI.create(endSession + query));
      assertThat(page.statusCode()).as(query).isEqualTo(400);
      assertThat(page.headers().firstValue("Location")).as(query).isEmpty();
    }
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isTrue();
  }
}
