package dev.lockspire.bench.unit;

import dev.lockspire.bench.unit.FapiClient.Profile;
import dev.lockspire.bench.unit.FapiJourney.Step;
import dev.lockspire.bench.wire.Requests;
import dev.lockspire.bench.wire.Visitor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Everything that is measured of the server, in the order of the table. */
public final class Scenarios {
  private final Provider provider;
  private final List<SignIn<CodeClient>> signIns = new ArrayList<>();
  private final List<Visitor> rotations = new ArrayList<>();
  private final Map<Profile, List<SignIn<FapiClient>>> fapiSignIns = new EnumMap<>(Profile.class);

  public Scenarios(Provider provider) {
    this.provider = provider;
  }

  public List<Scenario> all() {
    return List.of(
        new Scenario("discovery", 0.04, same(i -> discovery())),
        new Scenario("jwks", 0.04, same(i -> jwks())),
        new Scenario("client_credentials, JWT ES256", 0.20, same(i -> clientCredentials("es256"))),
        new Scenario("client_credentials, JWT RS256", 0, same(i -> clientCredentials("rs256"))),
        new Scenario("client_credentials, opaque", 0.20, same(i -> clientCredentials("opaque"))),
        new Scenario("introspection, JWT", 0.12, same(this::introspection)),
        new Scenario("introspection, opaque", 0.12, same(i -> opaqueIntrospection())),
        new Scenario("userinfo", 0.12, same(this::userinfo)),
        new Scenario("refresh rotation", 0.45, same(this::refreshRotation)),
        new Scenario("code flow", 0.90, same(this::codeFlow)),
        new Scenario("FAPI push", 0, same(i -> fapi(Profile.SECURITY, Step.PUSH, i))),
        new Scenario(
            "FAPI push + authorize", 0, same(i -> fapi(Profile.SECURITY, Step.AUTHORIZE, i))),
        new Scenario(
            "FAPI push + authorize + token", 0, same(i -> fapi(Profile.SECURITY, Step.REDEEM, i))),
        new Scenario(
            "FAPI message signing", 0, same(i -> fapi(Profile.MESSAGE_SIGNING, Step.REDEEM, i))));
  }

  private static IntFunction<List<Visitor>> same(IntFunction<Visitor> visitor) {
    return count -> IntStream.range(0, count).mapToObj(visitor).toList();
  }

  private Visitor discovery() {
    byte[] request = provider.requests().get(provider.discoveryPath(), "");
    return new FixedRequest(request, "token_endpoint");
  }

  private Visitor jwks() {
    byte[] request = provider.requests().get(provider.path("jwks_uri"), "");
    return new FixedRequest(request, "\"keys\"");
  }

  private Visitor clientCredentials(String kind) {
    return new FixedRequest(clientCredentialsRequest(kind), "\"access_token\"");
  }

  private byte[] clientCredentialsRequest(String kind) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("scope", "read:billing");
    return Clients.machine(kind).authenticated(provider, "token_endpoint", form);
  }

  private Visitor introspection(int connection) {
    SignIn<CodeClient> person = signIn(connection);
    byte[] request = person.client().introspection(provider, person.token("access_token"));
    return new FixedRequest(request, "\"active\":true");
  }

  private Visitor opaqueIntrospection() {
    String token =
        Expect.member("access_token", Exchange.once(provider, clientCredentialsRequest("opaque")));
    byte[] request = Clients.machine("opaque").introspection(provider, token);
    return new FixedRequest(request, "\"active\":true");
  }

  private Visitor userinfo(int connection) {
    String bearer = Requests.bearer(signIn(connection).token("access_token"));
    byte[] request = provider.requests().get(provider.path("userinfo_endpoint"), bearer);
    return new FixedRequest(request, "\"sub\"");
  }

  /** A refresh token is spent once, so whoever rotates keeps the last one from run to run. */
  private Visitor refreshRotation(int connection) {
    while (rotations.size() <= connection) {
      SignIn<CodeClient> person = signIn(rotations.size());
      rotations.add(new RefreshRotation(provider, person.client(), person.token("refresh_token")));
    }
    return rotations.get(connection);
  }

  private Visitor codeFlow(int connection) {
    SignIn<CodeClient> person = signIn(connection);
    return new CodeFlow(provider, person.client(), person.cookies());
  }

  private Visitor fapi(Profile profile, Step last, int connection) {
    List<SignIn<FapiClient>> people =
        fapiSignIns.computeIfAbsent(profile, none -> new ArrayList<>());
    while (people.size() <= connection) {
      int next = people.size();
      people.add(SignIn.of(provider, Clients.fapi(profile, next), Clients.account(next)));
    }
    SignIn<FapiClient> person = people.get(connection);
    return new FapiJourney(provider, person.client(), person.cookies(), last);
  }

  private SignIn<CodeClient> signIn(int connection) {
    while (signIns.size() <= connection) {
      int next = signIns.size();
      signIns.add(SignIn.of(provider, Clients.code(next), Clients.account(next)));
    }
    return signIns.get(connection);
  }
}
