package dev.lockspire.it.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.it.Deployments;
import dev.lockspire.it.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A console whose guard is missing takes the whole application down, before it answers anybody. */
@DisplayName("ADM-2 An application with an unguarded console")
final class ConsoleGuardIT {
  private static final String CONSTRAINT =
      "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
          + "<security-constraint><web-resource-collection>"
          + "<web-resource-name>console</web-resource-name>"
          + "<url-pattern>/lockspire/admin/*</url-pattern></web-resource-collection>"
          + "<auth-constraint><role-name>lockspire-operator</role-name></auth-constraint>"
          + "</security-constraint><login-config><auth-method>BASIC</auth-method></login-config>"
          + "<security-role><role-name>lockspire-operator</role-name></security-role></web-app>";

  @Test
  @DisplayName("guard required: does not start when no security-constraint covers it")
  void container() throws Exception {
    refused("guard_container", Map.of(), "No security-constraint");
  }

  @Test
  @DisplayName("does not start when the filter that should guard it is not there, or not before it")
  void filter() throws Exception {
    refused(
        "guard_filter",
        Map.of("lockspire.admin.guard", "filter:nobody"),
        "which is not registered");
  }

  @Test
  @DisplayName("starts with a security-constraint, and the container lets nobody in")
  void guarded() throws Exception {
    try (JettyNode node = new JettyNode()) {
      node.start(
          base -> desk(base, "guard_present", Map.of()).setWebXML(new StringAsset(CONSTRAINT)));

      int status =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(node.base() + "/lockspire/admin/")).build(),
                  BodyHandlers.discarding())
              .statusCode();
      assertThat(status).isIn(401, 403);
    }
  }

  private static void refused(String name, Map<String, String> settings, String words)
      throws Exception {
    try (JettyNode node = new JettyNode()) {
      assertThatThrownBy(() -> node.start(base -> desk(base, name, settings)))
          .hasStackTraceContaining("The console does not start unguarded")
          .hasStackTraceContaining(words);
    }
  }

  private static WebArchive desk(URI base, String name, Map<String, String> settings) {
    return Deployments.desk(name, base, TestDatabase.create(name), settings);
  }
}
