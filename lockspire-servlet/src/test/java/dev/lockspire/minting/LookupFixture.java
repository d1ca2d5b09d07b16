package dev.lockspire.minting;

import dev.lockspire.client.Client;
import dev.lockspire.client.ClientFixture;
import dev.lockspire.clientauth.ClientAuthenticator;
import dev.lockspire.clientauth.ProtocolSurface;
import dev.lockspire.clientauth.TestAuthenticator;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RefusalObserver;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RequestTrace;
import dev.lockspire.http.Route;
import dev.lockspire.http.RouteTable;
import dev.lockspire.http.Router;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.http.Throttle;
import dev.lockspire.storage.RecordedRoundTrips;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Real clients, real authentication and real token rows around one endpoint that is shown a token.
 *
 * <p>{@code C} is confidential and owns every token, {@code other} is confidential too, {@code P}
 * is public.
 */
public final class LookupFixture implements AutoCloseable {
  public static final Issuer ISSUER = Issuer.of("https://op.example/lockspire");

  public final ClientFixture clients = new ClientFixture();
  public final RecordedRoundTrips counted = new RecordedRoundTrips(clients.test);
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final ClientAuthenticator authenticator =
      new TestAuthenticator(clients, clients.test.database(), RuleTrace.OFF).build();

  private final PairwiseSubjects subjects =
      PairwiseSubjects.load(
          ISSUER, clients.test.database(), clients.keyRing, RandomSource.secure(), clients.clock);

  public LookupFixture() {
    client("C");
    client("other");
    clients.create("client_id", "P", "token_endpoint_auth_method", "none");
  }

  /** Registers a confidential client. */
  public void client(String id, Object... members) {
    Object[] all = new Object[members.length + 2];
    all[0] = "client_id";
    all[1] = id;
    System.arraycopy(members, 0, all, 2, members.length);
    secrets.put(id, clients.create(all).secret().orElseThrow().reveal());
  }

  public Function<Call, Client> authenticated(ProtocolSurface surface) {
    return call -> authenticator.authenticate(call, surface);
  }

  public ClientAuthenticator authenticator() {
    return authenticator;
  }

  /** Looks up through a connection whose round trips are counted. */
  public TokenLookup lookup() {
    return new TokenLookup(counted.database());
  }

  /** Under which subjects clients know people. */
  public PairwiseSubjects subjects() {
    return subjects;
  }

  /** A live access token of {@code C} for {@code person-1}. */
  public TokenFixture token() {
    return new TokenFixture(clients.test.database(), clients.now).with("client_id", "C");
  }

  public void disable(String clientId) {
    clients.registration().disable(clientId, ClientFixture.OPERATOR);
  }

  public void enable(String clientId) {
    clients.registration().enable(clientId, ClientFixture.OPERATOR);
  }

  /** As the servlet would: refusals are rendered, a wrong media type is turned away. */
  public Reply dispatch(Route route, Call call) {
    RandomSource random = RandomSource.secure();
    return new Router(
            new RouteTable(List.of(route)),
            random,
            Throttle.NONE,
            new RequestTrace(random),
            RefusalObserver.NOBODY)
        .dispatch(call);
  }

  /** A form POST of a client that authenticates with HTTP Basic. */
  public Call post(String path, String clientId, Map<String, String> form) {
    return post(path, basic(clientId, secrets.getOrDefault(clientId, "wrong")), form);
  }

  public static Call post(String path, Map<String, String> headers, Map<String, String> form) {
    return call("POST", path, headers, Parameters.none(), Parameters.of(form));
  }

  public static Map<String, String> basic(String id, String secret) {
    byte[] pair = (id + ':' + secret).getBytes(StandardCharsets.UTF_8);
    return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  public static Call call(
      String method, String path, Map<String, String> headers, Parameters query, Parameters form) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    if (method.equals("POST")) {
      all.putIfAbsent("Content-Type", List.of("application/x-www-form-urlencoded"));
    }
    return new Call(
        method,
        path,
        query,
        form,
        Headers.of(all),
        Map.of(),
        List.of(),
        "192.0.2.1",
        ISSUER,
        HostRequest.absent());
  }

  /** {@code call} with one more header. */
  public static Call with(Call call, String header, List<String> lines) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String name : List.of("Authorization", "Content-Type", "DPoP")) {
      all.put(name, call.headers().all(name));
    }
    all.put(header, lines);
    return new Call(
        call.method(),
        call.path(),
        call.query(),
        call.form(),
        Headers.of(all),
        call.cookies(),
        call.certificates(),
        call.remoteAddress(),
        call.issuer(),
        call.host());
  }

  @Override
  public void close() {
    counted.close();
    clients.close();
  }
}
