package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ground under every other journey: the container runs the WAR and reaches the database. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("A host that carries the library")
final class HostAnswersIT {

  @Test
  @DisplayName("starts, migrates its database and answers at its issuer")
  void answers() throws Exception {
    URI uri = URI.create(Shop.ISSUER + "/.well-known/openid-configuration");

    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"issuer\":\"" + Shop.ISSUER + "\"");
  }
}
