package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.lockspire.it.NimbusClient.Pending;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Journeys whose request the Nimbus SDK pushes beforehand. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("An application on the Nimbus SDK that pushes its requests")
final class PushedRequestsIT {

  @Test
  @DisplayName("PAR happy path: push, login, consent, code, ID token; the reference works once")
  void journey() {
    for (NimbusClient app :
        List.of(NimbusClient.backOffice(Shop.ISSUER), NimbusClient.partner(Shop.ISSUER))) {
      Person ada = new Person("ada");
      Pending pending = app.pushed(request -> request.maxAge(3600), "openid", "orders:read");
      assertThat(pending.uri().getQuery())
          .contains("request_uri=urn:ietf:params:oauth:request_uri:");
      assertThat(pending.uri().getQuery()).doesNotContain("scope", "state", "redirect_uri");

      URI returned = ada.approve(pending.uri());
      OIDCTokens tokens = NimbusClient.tokens(app.redeem(pending, app.code(pending, returned)));

      IDTokenClaimsSet idToken = app.validated(tokens, pending.nonce());
      assertThat(idToken.getSubject().getValue()).isEqualTo("ada");
      assertThat(idToken.getAuthenticationTime().toInstant())
          .as("max_age travelled with the push")
          .isAfter(Instant.now().minusSeconds(600));
      HttpResponse<String> again = ada.get(pending.uri());
      assertThat(again.statusCode()).isEqualTo(400);
      assertThat(again.body()).contains("invalid_request_uri");
    }
  }

  @Test
  @DisplayName("PAR carries all [B-70]: prompt=none and the response mode take effect")
  void silent() {
    NimbusClient app = NimbusClient.partner(Shop.ISSUER);
    Pending pending =
        app.pushed(
            request ->
                request.prompt(new Prompt(Prompt.Type.NONE)).responseMode(ResponseMode.FRAGMENT),
            "openid");

    URI returned = new Person("nobody").approve(pending.uri());

    assertThat(returned.getFragment()).contains("error=login_required");
  }

  @Test
  @DisplayName("PAR misuse: what /authorize would refuse is refused to the client itself")
  void refused() {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);

    assertThat(app.pushError(request -> request, "openid", "never:heard-of"))
        .isEqualTo("invalid_scope");
    assertThat(
            app.pushError(
                request -> request.redirectionURI(URI.create("https://evil.example/")), "openid"))
        .isEqualTo("invalid_request");
  }
}
