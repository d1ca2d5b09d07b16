package dev.lockspire.clientauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientFixture;
import dev.lockspire.client.ClientStore;
import dev.lockspire.client.Clients;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Rule;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.storage.RecordedRoundTrips;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A node that knows clients which prove themselves with assertions: {@code J} with one inline ES256
 * key named {@code j}, {@code K} with another of its own, {@code H} with its secret, {@code R} with
 * keys at a {@code jwks_uri}.
 */
final class AssertionFixture implements AutoCloseable {
  static final ClientKey J = ClientKey.es256("j");
  static final ClientKey K = ClientKey.es256("k");

  final ClientFixture clients = new ClientFixture();
  final RecordedRoundTrips counted = new RecordedRoundTrips(clients.test, ClientStore.rows());
  final TestKeys keys = new TestKeys();
  final List<String> judged = new ArrayList<>();
  final ClientKey secretOfH;
  final TestAuthenticator parts;
  final ClientAuthenticator authenticator;
  private String evidenceBefore = "0";

  AssertionFixture() {
    this(Duration.ofSeconds(30));
  }

  AssertionFixture(Duration skew) {
    keyClient("J", J);
    keyClient("K", K);
    clients.create(
        "client_id", "R",
        "token_endpoint_auth_method", "private_key_jwt",
        "jwks_uri", "https://r.example/jwks");
    secretOfH = ClientKey.secret(hmacClient("H"));
    clients.test.settle();
    parts = new TestAuthenticator(clients, counted.database(), skew, new Judged());
    authenticator =
        parts
            .with(
                new PrivateKeyJwt(
                    parts.rules,
                    new AssertionKeys(parts.signatures(keys), parts.nobody),
                    () -> clients.policy))
            .with(new ClientSecretJwt(parts.rules, parts.hmacSecrets, () -> clients.policy))
            .with(new Clients(clients.store(counted.database()), counted.database().changes()))
            .build();
  }

  void keyClient(String id, ClientKey key, Object... members) {
    keyClient(id, List.of(key.jwk()), members);
  }

  void keyClient(String id, List<JWK> jwks, Object... members) {
    List<Object> all = new ArrayList<>(Arrays.asList(members));
    all.addAll(
        List.of(
            "client_id",
            id,
            "token_endpoint_auth_method",
            "private_key_jwt",
            "jwks",
            new JWKSet(jwks).toJSONObject()));
    clients.create(all.toArray());
  }

  String hmacClient(String id, Object... members) {
    List<Object> all = new ArrayList<>(Arrays.asList(members));
    all.addAll(
        List.of(
            "client_id", id,
            "token_endpoint_auth_method", "client_secret_jwt",
            "token_endpoint_auth_signing_alg", "HS256"));
    return clients.create(all.toArray()).secret().orElseThrow().reveal();
  }

  AssertionMaker byJ() {
    return by("J", J);
  }

  AssertionMaker byH() {
    return by("H", secretOfH);
  }

  AssertionMaker by(String id, ClientKey key) {
    return AssertionMaker.of(id, key, clients.now);
  }

  void profile(SecurityProfile profile) {
    clients.policy = ServerPolicy.defaults().withSecurityProfile(profile);
  }

  Client accepted(AssertionMaker assertion) {
    return authenticator.authenticate(assertion.call(), ProtocolSurface.TOKEN);
  }

  /** The 401 that {@code call} gets, for {@code reason}. */
  OAuthError refused(String reason, Call call, ProtocolSurface surface) {
    OAuthError error =
        catchThrowableOfType(OAuthError.class, () -> authenticator.authenticate(call, surface));
    assertThat(error).as(reason).isNotNull();
    assertThat(error.reason()).isEqualTo(reason);
    assertThat(error.status() + " " + error.error()).isEqualTo("401 invalid_client");
    return error;
  }

  OAuthError refused(String reason, AssertionMaker assertion) {
    return refused(reason, assertion.call(), ProtocolSurface.TOKEN);
  }

  /** {@code action outcome reason actor resource} of every row, and its metadata. */
  List<String> audit() {
    parts.audit.flush();
    return clients.test.texts(
        "SELECT concat_ws(' ', action, outcome, reason_code, actor_type, actor_id, resource_type,"
            + " resource_id, metadata) FROM {audit_events} WHERE resource_type ="
            + " 'client_authentication' AND id > "
            + evidenceBefore
            + " ORDER BY id");
  }

  /** Starts over, but for the clients. */
  void clear() {
    parts.audit.flush();
    evidenceBefore = clients.test.text("SELECT coalesce(max(id), 0) FROM {audit_events}");
    clients.test.execute("DELETE FROM {used_jtis}");
    clients.policy = ServerPolicy.defaults();
    clients.told.clear();
    judged.clear();
    keys.forget();
    keys.hostDown(false);
    // Past the pace of evidence, so that no test hears of another's.
    clients.advance(Duration.ofMinutes(1));
  }

  /** Notes every rule that is asked: {@code !} when it was broken. */
  private final class Judged implements RuleTrace {
    @Override
    public <T> T check(Rule rule, Supplier<T> check) {
      boolean passed = false;
      try {
        T established = check.get();
        passed = true;
        return established;
      } finally {
        judged.add((passed ? "" : "!") + rule.name());
      }
    }

    @Override
    public String refused(OAuthError error) {
      return "";
    }
  }

  @Override
  public void close() {
    counted.close();
    clients.close();
  }
}
