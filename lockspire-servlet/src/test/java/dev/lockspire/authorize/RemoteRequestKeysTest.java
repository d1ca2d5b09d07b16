package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import dev.lockspire.clientauth.ClientKey;
import dev.lockspire.http.Reply;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.outbound.OutboundLimits;
import dev.lockspire.outbound.OutboundRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Request objects of clients whose keys are at a jwks_uri [B-65]")
final class RemoteRequestKeysTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  private static final ClientKey OLD = ClientKey.es256("old");
  private static final ClientKey NEW = ClientKey.es256("new");
  private static HttpsHost host;

  private RequestObjects objects;
  private String path;

  @BeforeAll
  static void start() {
    host = HttpsHost.start();
    // The first TLS of a JVM is slow, and the limits of a fetch are short.
    Duration patient = Duration.ofSeconds(20);
    SERVER.outbound.send(
        OutboundRequest.get(
            host.uri("/warm-up"),
            Map.of(),
            new OutboundLimits(patient, patient, patient, 262_144)));
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @BeforeEach
  void register() {
    objects = new RequestObjects(SERVER);
    // An address of its own for each test: what is fetched is remembered.
    path = "/jwks-" + SERVER.freshClientId();
    SERVER.alterClient("c1", "jwks_uri = '" + host.uri(path) + "'");
    SERVER.host.signIn("alice", SERVER.now());
    publishes(OLD);
  }

  private static void publishes(ClientKey... keys) {
    host.answers(200, new JWKSet(Arrays.stream(keys).map(ClientKey::jwk).toList()).toString());
  }

  private Reply ask(ClientKey key) {
    return objects.ask(
        SERVER.browser(), "c1", objects.by("c1", key).header("kid", key.jwk().getKeyID()).jwt());
  }

  private long fetches() {
    return host.requests().stream().filter(("GET " + path)::equals).count();
  }

  @Test
  @DisplayName("remote key rotated → one refetch, then success; the old one is refused then")
  void rotated() {
    assertThat(Answer.location(ask(OLD))).startsWith("/lockspire/consent/");
    assertThat(Answer.location(ask(OLD))).startsWith("/lockspire/consent/");
    assertThat(fetches()).isOne();

    publishes(NEW);
    assertThat(Answer.location(ask(NEW))).startsWith("/lockspire/consent/");
    assertThat(fetches()).isEqualTo(2);
    SERVER.advance(Duration.ofMinutes(1));
    assertThat(Answer.reason(ask(OLD))).isEqualTo("invalid_request_object_signature");
    assertThat(fetches()).isEqualTo(3);
  }

  @Test
  @DisplayName("fetch down → refused by name; what was had before goes on being used")
  void down() {
    host.answers(500, "");
    assertThat(Answer.reason(ask(OLD))).isEqualTo("client_jwks_fetch_failed");

    SERVER.advance(Duration.ofMinutes(1));
    publishes(OLD);
    assertThat(Answer.location(ask(OLD))).startsWith("/lockspire/consent/");
    host.answers(500, "");
    assertThat(Answer.location(ask(OLD))).startsWith("/lockspire/consent/");
    assertThat(Answer.reason(ask(NEW))).isEqualTo("client_jwks_fetch_failed");
  }
}
