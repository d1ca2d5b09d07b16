package dev.lockspire.remotejwks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.lockspire.client.Client;
import dev.lockspire.config.AllowedTarget;
import dev.lockspire.config.Cidr;
import dev.lockspire.config.OutboundConfig;
import dev.lockspire.config.PortRange;
import dev.lockspire.config.RemoteJwksConfig;
import dev.lockspire.minting.TestClient;
import dev.lockspire.outbound.GuardedClient;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.outbound.OutboundLimits;
import dev.lockspire.outbound.OutboundRequest;
import dev.lockspire.outbound.Resolver;
import dev.lockspire.remotejwks.KeyAttempt.KeyProblem;
import dev.lockspire.storage.Database;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A node that fetches keys from a real server, whose name and whose clock can be moved. */
final class KeysFixture implements AutoCloseable {
  static final Duration FRESHNESS = Duration.ofMinutes(15);
  static final Duration INTERVAL = Duration.ofSeconds(10);

  final HttpsHost host = HttpsHost.start();
  final String uri = host.uri("/jwks").toString();
  volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  volatile Resolver dns = name -> List.of(InetAddress.getLoopbackAddress());
  final GuardedClient out =
      new GuardedClient(
          new OutboundConfig(
              List.of(new AllowedTarget.Block(Cidr.parse("127.0.0.1"))),
              List.of(new PortRange(1, 65_535)),
              List.of(HttpsHost.CERTIFICATE.certificate())),
          name -> dns.resolve(name));
  final RemoteJwksIncidents incidents;
  final ClientKeys keys;

  KeysFixture(Database database) {
    this.incidents = new RemoteJwksIncidents(database, () -> now);
    this.keys =
        new ClientKeys(
            out,
            new RemoteJwksConfig(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                262_144,
                FRESHNESS,
                INTERVAL,
                INTERVAL),
            incidents,
            () -> now);
    warmUp();
  }

  /** The first TLS of a JVM is slow, and the limits of a fetch are short. */
  private void warmUp() {
    Duration patient = Duration.ofSeconds(20);
    out.send(
        OutboundRequest.get(
            host.uri("/warm-up"),
            Map.of(),
            new OutboundLimits(patient, patient, patient, 262_144)));
  }

  static ECKey key(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String set(JWK... keys) {
    return new JWKSet(Arrays.stream(keys).map(JWK::toPublicJWK).toList()).toString();
  }

  Client client() {
    return client("J");
  }

  Client client(String clientId) {
    return TestClient.named(clientId).with("jwksUri", uri).build();
  }

  /** How often the key set was asked for. */
  long fetches() {
    return host.requests().stream().filter(request -> request.equals("GET /jwks")).count();
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  /** What a verifier does that is shown the id of a key, and whether it finds that key. */
  boolean finds(String kid) {
    KeyAttempt attempt = keys.attempt(client());
    boolean found = has(attempt, kid) || (attempt.refresh() && has(attempt, kid));
    if (found) {
      attempt.succeeded();
    } else {
      attempt.failed(KeyProblem.KEY_UNAVAILABLE, true);
    }
    return found;
  }

  private static boolean has(KeyAttempt attempt, String kid) {
    return attempt.keys().stream().anyMatch(key -> kid.equals(key.getKeyID()));
  }

  @Override
  public void close() {
    out.close();
    host.close();
  }
}
