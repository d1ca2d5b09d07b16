package dev.lockspire.protect;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.ClientFixture;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.Refusal;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.ActiveKeySigner;
import dev.lockspire.keys.KeyNode;
import dev.lockspire.keys.PublishedKeyVerifier;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.minting.TokenFixture;
import dev.lockspire.minting.TokenLookup;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.senderconstraint.ClientCertificates;
import dev.lockspire.senderconstraint.NoncePurpose;
import dev.lockspire.senderconstraint.ProofAcceptance;
import dev.lockspire.senderconstraint.ProofDemand;
import dev.lockspire.senderconstraint.ProofRefused;
import dev.lockspire.senderconstraint.ProofVerifier;
import dev.lockspire.senderconstraint.VerifiedProof;
import dev.lockspire.storage.RecordedRoundTrips;
import dev.lockspire.web.FakeContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Protected routes over real keys, clients, token rows and single use. Proofs are scripted: how
 * they are verified is tested where it is done.
 */
final class RouteFixture implements AutoCloseable {
  static final Issuer ISSUER = Issuer.of("https://id.example.com/lockspire");
  static final String BILLING = "https://shop.example/api";

  final ClientFixture clients = new ClientFixture();
  final KeyNode node = new KeyNode(clients.test.database());
  final RecordedRoundTrips counted = new RecordedRoundTrips(clients.test);
  final List<Map<String, String>> formats = new ArrayList<>();
  final List<Refusal> refusals = new ArrayList<>();
  final Proofs proofs = new Proofs();
  final LockspireConfig config =
      LockspireConfig.of(
          Map.ofEntries(
              Map.entry("lockspire.issuer", ISSUER.value()),
              Map.entry(
                  "lockspire.encryption.master-key",
                  "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
              Map.entry("lockspire.known-scopes", "read:billing write:billing"),
              Map.entry("lockspire.resource-server.api.identifier", BILLING),
              Map.entry("lockspire.resource-server.api.scopes", "read:billing write:billing"),
              Map.entry("lockspire.resource-server.other.identifier", "https://shop.example/other"),
              Map.entry("lockspire.mtls.extractor", "direct"),
              Map.entry("lockspire.trusted-proxies", "10.0.0.0/8")));
  final ProtectedResources resources =
      new ProtectedResources(config.resourceServers(), ISSUER, () -> clients.policy, true);
  final PairwiseSubjects subjects =
      PairwiseSubjects.load(
          ISSUER, clients.test.database(), clients.keyRing, RandomSource.secure(), clients.clock);
  final RouteProtection protection =
      new RouteProtection(
          new TokenVerification(
              new PublishedKeyVerifier(node.keys()),
              ISSUER,
              new TokenLookup(counted.database()),
              subjects,
              clients.clients::find,
              this::tell,
              clients.clock),
          new SenderVerification(
              new ProofAcceptance(
                  proofs, new SingleUses(counted.database(), clients.clock), RuleTrace.OFF),
              clients.clients::find,
              () -> clients.policy,
              this::tell),
          new RouteRequests(
              new ExternalUrl(config.trustedProxies()::include),
              new ClientCertificates(config.mtls(), config.trustedProxies(), clients.clock)),
          resources,
          new RefusalReport(refusals::add, RandomSource.secure()),
          config::resolve);

  RouteFixture() {
    activate(SigningAlgorithm.ES256);
    clients.create("client_id", "app");
  }

  private void tell(TelemetryEvent event, Map<String, String> attributes) {
    if (event == TelemetryEvent.RS_TOKEN_FORMAT) {
      formats.add(attributes);
    }
  }

  String activate(SigningAlgorithm algorithm) {
    String kid =
        ((dev.lockspire.keys.KeyTransition.Done)
                node.lifecycle().generate(algorithm, ClientFixture.OPERATOR))
            .key()
            .kid();
    node.lifecycle().publish(kid, ClientFixture.OPERATOR);
    node.lifecycle().activate(kid, true, ClientFixture.OPERATOR);
    return kid;
  }

  /** Claims of a good token, with {@code changes} in turn; a null value leaves a claim out. */
  Map<String, Object> claims(Object... changes) {
    long now = clients.now.getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER.value());
    claims.put("sub", "ada");
    claims.put("aud", List.of(BILLING));
    claims.put("exp", now + 3600);
    claims.put("iat", now);
    claims.put("client_id", "app");
    claims.put("jti", "an-id");
    claims.put("scope", "read:billing write:billing");
    for (int i = 0; i < changes.length; i += 2) {
      if (changes[i + 1] == null) {
        claims.remove((String) changes[i]);
      } else {
        claims.put((String) changes[i], changes[i + 1]);
      }
    }
    return claims;
  }

  /** A token that this server signed, whatever it says. */
  String token(Object... changes) {
    return signed("at+jwt", claims(changes));
  }

  String signed(String type, Map<String, Object> claims) {
    return signed(SigningAlgorithm.ES256, type, claims);
  }

  String signed(SigningAlgorithm algorithm, String type, Map<String, Object> claims) {
    return new ActiveKeySigner(node.keys()).sign(algorithm, type, JsonWriter.bytes(claims));
  }

  /** The row of an access token of {@code app}; {@link TokenFixture#insert} answers the token. */
  TokenFixture row() {
    return new TokenFixture(clients.test.database(), clients.now)
        .with("client_id", "app")
        .with("audience", List.of(BILLING))
        .scopes("read:billing");
  }

  Protection route(String... parameters) {
    return FilterSettings.route(new Protection.Builder(protection), named(parameters));
  }

  private static Map<String, String> named(String... parameters) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put(parameters[i], parameters[i + 1]);
    }
    return named;
  }

  /** Sends {@code request} through the three filters, as {@code web.xml} has them. */
  FakeRoute send(FakeRoute request, String... parameters) {
    return through(
        request,
        new VerifyTokenFilter(route(parameters)),
        new EnforceSenderConstraintsFilter(protection),
        new RequireTokenFilter(protection));
  }

  static FakeRoute through(FakeRoute request, Filter... filters) {
    try {
      run(request, Arrays.asList(filters));
      return request;
    } catch (IOException | ServletException e) {
      throw new AssertionError(e);
    }
  }

  private static void run(FakeRoute request, List<Filter> filters)
      throws IOException, ServletException {
    if (filters.isEmpty()) {
      request.servlet().doFilter(request.asked(), request.answer());
    } else {
      filters
          .get(0)
          .doFilter(
              request.asked(),
              request.answer(),
              (asked, answer) -> run(request, filters.subList(1, filters.size())));
    }
  }

  void advance(Duration by) {
    clients.advance(by);
  }

  static FilterConfig filterConfig(FakeContext context, String name, String... parameters) {
    Map<String, String> named = named(parameters);
    return (FilterConfig)
        Proxy.newProxyInstance(
            FilterConfig.class.getClassLoader(),
            new Class<?>[] {FilterConfig.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getFilterName" -> name;
                  case "getServletContext" -> context.build();
                  case "getInitParameterNames" -> java.util.Collections.enumeration(named.keySet());
                  case "getInitParameter" -> named.get((String) arguments[0]);
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  /** Takes a text for a proof: what is wrong with it, or {@code good} and a number. */
  final class Proofs implements ProofVerifier {
    ProofDemand demanded;
    Optional<String> nextNonce = Optional.empty();

    @Override
    public VerifiedProof verify(List<String> headers, ProofDemand demand) {
      demanded = demand;
      if (headers.isEmpty()) {
        throw new ProofRefused("missing_dpop_proof");
      }
      String proof = headers.get(0);
      if (!proof.startsWith("good")) {
        throw new ProofRefused(proof, Map.of("proof", proof));
      }
      String key = dev.lockspire.crypto.Sha256.hex(proof);
      return new VerifiedProof(
          "jkt",
          SigningAlgorithm.ES256,
          new SingleUse.Proof(
              key, "jkt", proof, "GET", BILLING, clients.now.plus(Duration.ofMinutes(6))),
          nextNonce);
    }

    @Override
    public String freshNonce(NoncePurpose purpose) {
      return "fresh-nonce-" + purpose;
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    counted.close();
    clients.close();
  }
}
