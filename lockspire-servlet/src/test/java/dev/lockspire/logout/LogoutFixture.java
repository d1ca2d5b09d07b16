package dev.lockspire.logout;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.client.ClientStore;
import dev.lockspire.client.Clients;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.Account;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.host.ConsentPolicy;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.HostSite;
import dev.lockspire.host.LoginRequest;
import dev.lockspire.host.LogoutRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.Calls;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RefusalObserver;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RequestTrace;
import dev.lockspire.http.Route;
import dev.lockspire.http.Route.Rendering;
import dev.lockspire.http.RouteTable;
import dev.lockspire.http.Router;
import dev.lockspire.http.Throttle;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.TestDatabase;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One server with the logout surface, a host whose session can be set, and one browser. */
final class LogoutFixture {
  static final String POST_LOGOUT = "https://c.example/bye?keep=1";
  private static final String COOKIE = "__Secure-lockspire_browser";
  private static final ECKey KEY = generate();

  private final RandomSource random = RandomSource.secure();
  private final KeyRing keys = new KeyRing(MasterKey.of(new byte[32]), List.of(), random);
  private final BrowserSessions browsers = new BrowserSessions(keys, random);
  private final List<String> told = new ArrayList<>();
  private final Router router;
  final Database database;
  final SessionTermination termination;
  private final PairwiseSubjects subjects;
  private final Clients clients;
  final Host host = new Host();
  Instant now = Instant.parse("2026-11-21T10:00:00Z");
  String browser = random.token();

  /** The host: who is signed in, and where its logout is. */
  static final class Host implements AccountResolver {
    Optional<AuthenticatedAccount> signedIn = Optional.empty();
    Optional<HostRedirect> logoutPage = Optional.of(HostRedirect.to("/account/logout"));
    Optional<LogoutRequest> asked = Optional.empty();
    boolean broken;

    @Override
    public CurrentAccount resolveCurrentAccount(
        HttpServletRequest request, AuthorizationContext context) {
      if (broken) {
        throw new IllegalStateException("session store is down");
      }
      return signedIn.map(CurrentAccount::signedIn).orElseGet(CurrentAccount::notSignedIn);
    }

    @Override
    public Optional<Account> resolveAccount(String subject, ClaimsContext context) {
      return Optional.of(Account.of(subject));
    }

    @Override
    public Claims buildClaims(Account account, ClaimsContext context) {
      return Claims.of(Map.of());
    }

    @Override
    public HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login) {
      return HostRedirect.to("/login");
    }

    @Override
    public Optional<HostRedirect> redirectForLogout(
        HttpServletRequest request, LogoutRequest logout) {
      asked = Optional.of(logout);
      return logoutPage;
    }
  }

  LogoutFixture(TestDatabase test, Optional<String> logoutPath, boolean revokeOfflineAccess) {
    database = test.database();
    test.clear();
    test.execute(
        "INSERT INTO {clients} (client_id, client_type, token_endpoint_auth_method, active,"
            + " post_logout_redirect_uris) VALUES"
            + " ('c1', 'public', 'none', true, '{"
            + POST_LOGOUT
            + "}'), ('c2', 'public', 'none', true, '{}'),"
            + " ('gone', 'public', 'none', false, '{"
            + POST_LOGOUT
            + "}')");
    termination =
        new SessionTermination(
            database,
            (event, attributes) -> told.add(event.wireName() + attributes),
            random,
            () -> now,
            revokeOfflineAccess);
    clients =
        new Clients(
            new ClientStore(database, new AuditTrail(database), () -> now), database.changes());
    RequestTrace trace = new RequestTrace(random);
    subjects =
        PairwiseSubjects.load(
            Issuer.of("https://op.example/lockspire"), database, keys, random, () -> now);
    LogoutSurface surface =
        new LogoutSurface(
            clients,
            ServerPolicy::defaults,
            LogoutFixture::verify,
            subjects,
            browsers,
            new HostSite(host, ConsentPolicy.standard(), Optional.empty()),
            termination,
            keys,
            random,
            () -> now,
            new LogoutSurface.Settings(logoutPath, Duration.ofMinutes(10)),
            trace);
    router =
        new Router(
            new RouteTable(
                List.of(
                    Route.getOrPost("/end_session", Rendering.PAGE, surface.endSession()),
                    Route.get("/end_session/confirm", Rendering.PAGE, surface.resume()),
                    Route.post("/end_session/confirm", Rendering.PAGE, surface.confirm()),
                    Route.getOrPost("/end_session/complete", Rendering.PAGE, surface.complete()))),
            random,
            Throttle.NONE,
            trace,
            RefusalObserver.NOBODY);
  }

  /** From now on the client knows people by subjects of its own. */
  void makePairwise(String clientId) {
    database.execute(
        database.sql(
            "UPDATE {clients} SET subject_type = 'pairwise',"
                + " redirect_uris = '{https://c.example/cb}' WHERE client_id = ?"),
        bind -> bind.text(clientId));
  }

  /** Under which subject the client knows an account. */
  String subject(String clientId, String account) {
    return subjects.of(clients.find(clientId).orElseThrow(), account);
  }

  /** Signs a person in to the host; answers the {@code sid} of the session. */
  String signIn(String subject) {
    AuthenticatedAccount account = AuthenticatedAccount.of(Account.of(subject), now);
    host.signedIn = Optional.of(account);
    return browsers.sid(browsers.of(get("/end_session", Map.of())), account);
  }

  /** What was told after a commit. */
  List<String> told() {
    return told;
  }

  Reply endSession(Map<String, String> parameters) {
    return router.dispatch(get("/end_session", parameters));
  }

  Reply endSession(Parameters query) {
    return router.dispatch(call("GET", "/end_session", query, Parameters.none(), Map.of()));
  }

  Reply postEndSession(Map<String, String> parameters) {
    return post("/end_session", parameters, Map.of());
  }

  Reply confirm(Map<String, String> form, Map<String, List<String>> headers) {
    return post("/end_session/confirm", form, headers);
  }

  Reply complete(String token) {
    return router.dispatch(get("/end_session/complete", Map.of("token", token)));
  }

  /** Follows a URL of this server as the browser does. */
  Reply follow(String location) {
    int question = location.indexOf('?');
    String path = location.substring("/lockspire".length(), question);
    Parameters query =
        new dev.lockspire.http.FormDecoder(50).decode(location.substring(question + 1));
    return router.dispatch(call("GET", path, query, Parameters.none(), Map.of()));
  }

  Reply post(String path, Map<String, String> form, Map<String, List<String>> headers) {
    Map<String, List<String>> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", List.of("application/x-www-form-urlencoded"));
    return router.dispatch(call("POST", path, Parameters.none(), Parameters.of(form), all));
  }

  private Call get(String path, Map<String, String> parameters) {
    return call("GET", path, Parameters.of(parameters), Parameters.none(), Map.of());
  }

  private Call call(
      String method,
      String path,
      Parameters query,
      Parameters form,
      Map<String, List<String>> headers) {
    Map<String, String> cookies = browser.isEmpty() ? Map.of() : Map.of(COOKIE, browser);
    return Calls.of(method, path, query, form, headers, cookies);
  }

  /** An ID token of this server that expired long ago. */
  static String idToken(String subject, String sid, Object audience) {
    return jwt("JWT", "https://op.example/lockspire", subject, sid, audience);
  }

  static String jwt(String type, String issuer, String subject, String sid, Object audience) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", subject);
    claims.put("aud", audience);
    claims.put("exp", 1_000_000_000L);
    if (!sid.isEmpty()) {
      claims.put("sid", sid);
    }
    try {
      JWSObject jws =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType(type)).build(),
              new Payload(claims));
      jws.sign(new ECDSASigner(KEY));
      return jws.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Map<String, Object>> verify(String jwt, Set<SigningAlgorithm> allowed) {
    try {
      JWSObject jws = JWSObject.parse(jwt);
      boolean genuine =
          allowed.contains(SigningAlgorithm.ES256)
              && jws.getHeader().getAlgorithm().equals(JWSAlgorithm.ES256)
              && jws.verify(new ECDSAVerifier(KEY));
      return genuine ? Optional.of(jws.getPayload().toJSONObject()) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  private static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
