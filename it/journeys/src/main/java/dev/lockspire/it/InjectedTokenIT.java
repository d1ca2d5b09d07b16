package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The access token as a bean of the host has it, with the CDI of each container. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("An access token that is injected")
final class InjectedTokenIT {
  private static final String HOST = Container.base(Deployments.TILL).toString();

  /** Registers the applications. */
  @BeforeAll
  static void signIn() {
    new Person("ann").get(URI.create(HOST + "/sign-in?as=ann"));
  }

  private static HTTPResponse get(String path, Optional<AccessToken> token) {
    return Courier.call("GET", URI.create(HOST + path), token, Optional.empty());
  }

  private static AccessToken token() {
    NimbusClient app = NimbusClient.backOffice(HOST + "/lockspire");
    return NimbusClient.tokens(app.asItself("orders:read")).getAccessToken();
  }

  private static String described(AccessToken token) throws ParseException {
    return Shop.BACK_OFFICE + " " + SignedJWT.parse(token.getValue()).getJWTClaimsSet().getJWTID();
  }

  @Test
  @DisplayName("into a bean that lives longer is that of the request at hand")
  void ofTheRequest() throws ParseException {
    AccessToken one = token();
    AccessToken other = token();
    for (AccessToken token : new AccessToken[] {one, other, one}) {
      HTTPResponse answer = get("/desk-token", Optional.of(token));
      assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
      assertThat(answer.getBody().strip()).isEqualTo(described(token));
    }
  }

  @Test
  @DisplayName("cannot be used where no filter has let one through, whatever was sent")
  void withoutFilter() {
    HTTPResponse answer = get("/desk-without-token", Optional.of(token()));

    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(answer.getBody()).contains("no filter has let a token through");
    assertThat(get("/desk-token", Optional.empty()).getStatusCode()).isEqualTo(401);
  }
}
