package dev.lockspire;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTParser;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.host.Account;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.HostRequest;
import dev.lockspire.host.HostSeams;
import dev.lockspire.host.LoginRequest;
import dev.lockspire.host.LogoutRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.Headers;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Throttle;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.storage.TestDatabase;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Pairwise subjects where everything is wired as a deployment has it")
class PairwiseDeploymentTest {
  private static final String VERIFIER = "verifier-verifier-verifier-verifier-verifier";
  private static final Pattern CSRF_TOKEN =
      Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");
  private static final String OLD_KEY = "A".repeat(43);
  private static final String NEW_KEY = "B".repeat(42) + "A";
  private static final Actor OPERATOR = Actor.of("operator", "olga", "Olga");
  private static final Host HOST = new Host();
  private static final String BROWSER = RandomSource.secure().token();
  private static final Map<String, String> SECRETS = new HashMap<>();
  private static TestDatabase database;
  private static Lockspire lockspire;

  /** Somebody is signed in. */
  private static final class Host implements AccountResolver {
    private String signedIn = "alice";

    @Override
    public CurrentAccount resolveCurrentAccount(
        HttpServletRequest request, AuthorizationContext context) {
      return CurrentAccount.signedIn(
          AuthenticatedAccount.of(Account.of(signedIn), Instant.now().minusSeconds(60)));
    }

    @Override
    public Optional<Account> resolveAccount(String subject, ClaimsContext context) {
      return Optional.of(Account.of(subject));
    }

    @Override
    public Claims buildClaims(Account account, ClaimsContext context) {
      return Claims.of(Map.of("sub", "somebody"));
    }

    @Override
    public HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login) {
      return HostRedirect.to("/login");
    }

    @Override
    public Optional<HostRedirect> redirectForLogout(
        HttpServletRequest request, LogoutRequest logout) {
      return Optional.of(HostRedirect.to("/logout"));
    }
  }

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    lockspire = node(OLD_KEY, "");
    register("app", "app.example", "pairwise", "jwt");
    register("app-too", "app.example", "pairwise", "opaque");
    register("elsewhere", "else.example", "pairwise", "jwt");
    register("plain", "app.example", "public", "jwt");
    register("auditor", "audit.example", "public", "jwt");
  }

  private static Lockspire node(String masterKey, String previousKeys) {
    return Lockspire.start(
        LockspireConfig.of(
            Map.of(
                "lockspire.issuer", "https://op.example/lockspire",
                "lockspire.known-scopes", "offline_access",
                "lockspire.jdbc.url", database.jdbcUrl(),
                "lockspire.jdbc.user", "postgres",
                "lockspire.jdbc.pool-size", "2",
                "lockspire.jobs.mode", "disabled",
                "lockspire.encryption.master-key", masterKey,
                "lockspire.encryption.previous-keys", previousKeys)),
        HostSeams.of(HOST));
  }

  private static void register(String id, String host, String subjectType, String format) {
    Map<String, Object> document = new HashMap<>();
    document.put("client_id", id);
    document.put("redirect_uris", List.of("https://" + host + "/" + id));
    document.put("grant_types", List.of("authorization_code", "refresh_token"));
    document.put("scope", "openid offline_access");
    document.put("subject_type", subjectType);
    document.put("access_token_format", format);
    document.put("introspection_scope", id.equals("auditor") ? "any" : "own");
    ClientRegistration.Done done =
        (ClientRegistration.Done) lockspire.clients().create(document, OPERATOR);
    SECRETS.put(id, done.secret().orElseThrow().reveal());
  }

  @AfterAll
  static void stop() {
    lockspire.close();
    database.close();
  }

  @BeforeEach
  void signIn() {
    HOST.signedIn = "alice";
  }

  private static Reply send(
      String method,
      String path,
      Map<String, String> headers,
      Map<String, String> query,
      Map<String, String> form) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    if (method.equals("POST")) {
      all.put("Content-Type", List.of("application/x-www-form-urlencoded"));
    }
    return lockspire
        .router(Throttle.NONE)
        .dispatch(
            new Call(
                method,
                path,
                Parameters.of(query),
                Parameters.of(form),
                Headers.of(all),
                Map.of("__Secure-lockspire_browser", BROWSER),
                List.of(),
                "192.0.2.1",
                lockspire.issuer(),
                HostRequest.absent()));
  }

  private static String redirectUri(String client) {
    return lockspire.clients().find(client).orElseThrow().client().metadata().redirectUris().get(0);
  }

  /** What the browser brings back. */
  private static Parameters authorize(String client, Map<String, String> more) {
    Map<String, String> query = new HashMap<>(more);
    query.put("client_id", client);
    query.put("redirect_uri", redirectUri(client));
    query.put("response_type", "code");
    query.put("scope", "openid offline_access");
    query.put("state", "s");
    query.put("code_challenge", Sha256.base64Url(VERIFIER));
    query.put("code_challenge_method", "S256");
    String location = location(send("GET", "/authorize", Map.of(), query, Map.of()));
    String brought = location.contains("/consent/") ? approve(location) : location;
    return new FormDecoder(20).decode(brought.substring(brought.indexOf('?') + 1));
  }

  private static String approve(String consent) {
    String id = consent.substring(consent.lastIndexOf('/') + 1);
    Matcher token =
        CSRF_TOKEN.matcher(send("GET", "/consent/" + id, Map.of(), Map.of(), Map.of()).text());
    assertThat(token.find()).isTrue();
    Map<String, String> form =
        Map.of("decision", "approve", "remember", "true", "csrf_token", token.group(1));
    return location(send("POST", "/interactions/" + id + "/complete", Map.of(), Map.of(), form));
  }

  private static String location(Reply reply) {
    return reply
        .header("Location")
        .orElseThrow(() -> new AssertionError(reply.status() + " " + reply.text()));
  }

  private static Map<String, Object> token(String client, Map<String, String> form) {
    Reply reply =
        send("POST", "/token", LookupFixture.basic(client, SECRETS.get(client)), Map.of(), form);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return json(reply);
  }

  private static Map<String, Object> signIn(String client) {
    Parameters brought = authorize(client, Map.of());
    assertThat(brought.value("error")).isEmpty();
    return token(
        client,
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            brought.value("code").orElseThrow(),
            "redirect_uri",
            redirectUri(client),
            "code_verifier",
            VERIFIER));
  }

  private static Map<String, Object> json(Reply reply) {
    return JsonReader.object(reply.text(), 20_000).orElseThrow();
  }

  private static String idToken(Map<String, Object> tokens) {
    return (String) tokens.get("id_token");
  }

  private static String sub(Object jwt) {
    try {
      return JWTParser.parse((String) jwt).getJWTClaimsSet().getSubject();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static Object userinfo(Map<String, Object> tokens) {
    return json(send(
            "GET",
            "/userinfo",
            Map.of("Authorization", "Bearer " + tokens.get("access_token")),
            Map.of(),
            Map.of()))
        .get("sub");
  }

  private static Object introspected(String caller, Object token) {
    return json(send(
            "POST",
            "/introspect",
            LookupFixture.basic(caller, SECRETS.get(caller)),
            Map.of(),
            Map.of("token", (String) token)))
        .get("sub");
  }

  @Test
  @DisplayName("sub is the same in ID token, access token, userinfo, introspection; refresh keeps")
  void everywhere() {
    Map<String, Object> tokens = signIn("app");
    String sub = sub(tokens.get("id_token"));

    assertThat(sub).hasSize(43);
    assertThat(sub(tokens.get("access_token"))).isEqualTo(sub);
    assertThat(userinfo(tokens)).isEqualTo(sub);
    assertThat(introspected("app", tokens.get("access_token"))).isEqualTo(sub);
    assertThat(introspected("app", tokens.get("refresh_token"))).isEqualTo(sub);
    assertThat(lockspire.subjectOf("app", "alice")).contains(sub);

    Map<String, Object> refreshed =
        token(
            "app",
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                (String) tokens.get("refresh_token")));
    assertThat(sub(refreshed.get("id_token"))).isEqualTo(sub);
    assertThat(sub(refreshed.get("access_token"))).isEqualTo(sub);
    assertThat(userinfo(refreshed)).isEqualTo(sub);
  }

  @Test
  @DisplayName("two clients of one sector see the same sub, one elsewhere another, public the own")
  void sectors() {
    Map<String, Object> opaque = signIn("app-too");
    String sub = sub(idToken(signIn("app")));

    assertThat(sub(idToken(opaque))).isEqualTo(sub);
    assertThat(userinfo(opaque)).isEqualTo(sub);
    assertThat(introspected("app-too", opaque.get("access_token"))).isEqualTo(sub);
    assertThat(sub(idToken(signIn("elsewhere")))).hasSize(43).isNotEqualTo(sub);
    assertThat(sub(idToken(signIn("plain")))).isEqualTo("alice");
    assertThat(lockspire.subjectOf("plain", "alice")).contains("alice");
    assertThat(lockspire.subjectOf("nobody", "alice")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "app-too", "elsewhere"})
  @DisplayName("who introspects tokens of others sees what their clients see")
  void resourceServer(String client) {
    Map<String, Object> tokens = signIn(client);

    assertThat(introspected("auditor", tokens.get("access_token"))).isEqualTo(sub(idToken(tokens)));
  }

  @Test
  @DisplayName("inside, people stay accounts: rows and evidence hold the account's own subject")
  void inside() {
    String sub = sub(idToken(signIn("app")));

    assertThat(database.texts("SELECT DISTINCT account_id FROM {tokens} WHERE client_id = 'app'"))
        .containsExactly("alice");
    for (String table : List.of("tokens", "consent_grants", "audit_events")) {
      assertThat(database.texts("SELECT t::text FROM {" + table + "} t"))
          .as(table)
          .noneMatch(row -> row.contains(sub));
    }
  }

  @Test
  @DisplayName("id_token_hint: the person the client means goes on, anybody else is login_required")
  void hint() {
    Map<String, String> alice = Map.of("prompt", "none", "id_token_hint", idToken(signIn("app")));
    assertThat(authorize("app", alice).value("code")).isPresent();

    HOST.signedIn = "bob";
    assertThat(authorize("app", alice).value("error")).contains("login_required");
    String bob = idToken(signIn("app"));
    HOST.signedIn = "alice";
    assertThat(authorize("app", Map.of("prompt", "none", "id_token_hint", bob)).value("error"))
        .contains("login_required");
  }

  @Test
  @DisplayName("claims that ask for a sub mean the client's own, never the account")
  void requestedSubject() {
    String sub = sub(idToken(signIn("app")));
    signIn("plain");

    assertThat(authorize("app", asking(sub)).value("code")).isPresent();
    assertThat(authorize("app", asking("alice")).value("error")).contains("login_required");
    String elsewhere = lockspire.subjectOf("elsewhere", "alice").orElseThrow();
    assertThat(authorize("app", asking(elsewhere)).value("error")).contains("login_required");
    assertThat(authorize("plain", asking("alice")).value("code")).isPresent();
  }

  private static Map<String, String> asking(String sub) {
    return Map.of(
        "prompt", "none", "claims", "{\"id_token\":{\"sub\":{\"value\":\"" + sub + "\"}}}");
  }

  @Test
  @DisplayName("end_session: a hint of the session here needs no question, one of another does")
  void logout() {
    String alice = idToken(signIn("app"));
    HOST.signedIn = "bob";
    String bob = idToken(signIn("app"));
    HOST.signedIn = "alice";

    assertThat(endSession(alice).header("Location").orElseThrow()).startsWith("/logout?");
    assertThat(endSession(bob).status()).isEqualTo(200);
  }

  private static Reply endSession(String hint) {
    return send("GET", "/end_session", Map.of(), Map.of("id_token_hint", hint), Map.of());
  }

  @Test
  @DisplayName("master-key rotation keeps subjects, and so does taking the old key away")
  void rotation() {
    String sub = lockspire.subjectOf("app", "alice").orElseThrow();
    for (String previous : List.of(OLD_KEY, "")) {
      try (Lockspire rotated = node(NEW_KEY, previous)) {
        assertThat(rotated.subjectOf("app", "alice")).contains(sub);
      }
    }
  }
}
