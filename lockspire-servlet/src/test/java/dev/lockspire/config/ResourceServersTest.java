package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Resource servers")
class ResourceServersTest {
  private static final String SCOPES = "lockspire.known-scopes";
  private static final String API = "lockspire.resource-server.api.";
  private static final String REPORTS = "lockspire.resource-server.reports-2.";

  @Test
  @DisplayName("are found by scope and by resource indicator")
  void lookup() {
    ResourceServers servers =
        LockspireConfig.of(
                Configured.with(
                    Map.of(
                        SCOPES,
                        "read write other",
                        API + "identifier",
                        "https://x.test/api",
                        API + "scopes",
                        "read, write",
                        REPORTS + "identifier",
                        "https://x.test/reports",
                        REPORTS + "scopes",
                        "read")))
            .resourceServers();

    assertThat(servers.all()).extracting(ResourceServer::name).containsExactly("api", "reports-2");
    assertThat(servers.withScope("read")).hasSize(2);
    assertThat(servers.withScope("write")).extracting(ResourceServer::name).containsExactly("api");
    assertThat(servers.withScope("other")).isEmpty();
    assertThat(servers.withAnyScope(List.of("other", "write", "read")))
        .extracting(ResourceServer::name)
        .containsExactly("api", "reports-2");
    assertThat(servers.withIdentifier("https://x.test/reports"))
        .map(ResourceServer::scopes)
        .contains(Set.of("read"));
    assertThat(servers.withIdentifier("https://x.test/reports/")).isEmpty();
  }

  @Test
  @DisplayName("need an identifier, in whichever source their scopes are")
  void identifierIsRequired() {
    assertThat(Configured.problems(Map.of(API + "scopes", "openid")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo(API + "identifier");
              assertThat(problem.source()).isEqualTo("not set");
            });
  }

  @Test
  @DisplayName("have only known scopes")
  void knownScopes() {
    assertThat(
            Configured.problems(
                Map.of(API + "identifier", "https://x.test", API + "scopes", "openid read")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo(API + "scopes");
              assertThat(problem.message()).contains("scope read,");
            });
  }

  @Test
  @DisplayName("have each an identifier of their own")
  void uniqueIdentifiers() {
    assertThat(
            Configured.problems(
                Map.of(
                    API + "identifier", "https://x.test",
                    REPORTS + "identifier", "https://x.test")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo(REPORTS + "identifier");
              assertThat(problem.message()).contains("resource server api");
            });
    ResourceServer one = new ResourceServer("one", URI.create("urn:x"), Set.of());
    assertThatThrownBy(() -> new ResourceServers(List.of(one, one)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
