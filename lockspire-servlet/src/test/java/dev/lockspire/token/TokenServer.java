package dev.lockspire.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.config.Lifetimes;
import dev.lockspire.config.RefreshConfig;
import dev.lockspire.config.ResourceServer;
import dev.lockspire.config.ResourceServers;
import dev.lockspire.config.ScopesConfig;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.Account;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.HostRequest;
import dev.lockspire.host.LoginRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.ErrorReply;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.minting.AccountClaims;
import dev.lockspire.minting.ClaimsSelection;
import dev.lockspire.minting.IdTokenMint;
import dev.lockspire.minting.SigningChoice;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.minting.TokenMint;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.Database;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A token endpoint on a real database, with everything around it as plain as possible. */
final class TokenServer {
  static final Issuer ISSUER = Issuer.of("https://host.example/lockspire");
  static final String API = "https://host.example/api";
  static final String REPORTS = "https://host.example/reports";

  final Database database;
  final MovableClock clock = new MovableClock();
  final TestSigner signer = new TestSigner();
  final Accounts accounts = new Accounts();
  final List<TelemetryEvent> told = new CopyOnWriteArrayList<>();
  final TokenEndpoint endpoint;
  private final Map<String, Client> clients = new ConcurrentHashMap<>();
  volatile ServerPolicy policy = ServerPolicy.defaults();

  TokenServer(Database database, Duration grace) {
    this.database = database;
    RandomSource random = RandomSource.secure();
    Lifetimes lifetimes =
        new Lifetimes(
            Duration.ofHours(1),
            Duration.ofDays(30),
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10));
    ResourceServers servers =
        new ResourceServers(
            List.of(
                new ResourceServer("api", URI.create(API), Set.of("read:billing", "write:billing")),
                new ResourceServer("reports", URI.create(REPORTS), Set.of())));
    SigningChoice signing = new SigningChoice(signer::active, () -> policy, SigningAlgorithm.ES256);
    TokenMint mint = new TokenMint(signer, signing, () -> policy, random);
    PersonTokens tokens =
        new PersonTokens(
            mint,
            new IdTokenMint(signer, signing, random),
            new ClaimsSelection(Map.of()),
            lifetimes);
    AuditTrail audit = new AuditTrail(database);
    AccountClaims claims = new AccountClaims(accounts);
    this.endpoint =
        new TokenEndpoint(
            List.of(
                new AuthorizationCodeGrant(
                    database,
                    audit,
                    tokens,
                    claims,
                    servers,
                    random,
                    clock,
                    (event, what) -> told.add(event),
                    RuleTrace.OFF),
                new RefreshTokenGrant(
                    database,
                    audit,
                    tokens,
                    claims,
                    servers,
                    new RefreshConfig(grace),
                    random,
                    clock,
                    (event, what) -> told.add(event),
                    RuleTrace.OFF),
                new ClientCredentialsGrant(
                    database,
                    mint,
                    ScopesConfig.of(
                        Set.of("openid", "offline_access", "read:billing", "write:billing")),
                    servers,
                    lifetimes,
                    clock,
                    (event, what) -> told.add(event),
                    RuleTrace.OFF)),
            this::authenticate,
            () -> policy,
            RuleTrace.OFF);
  }

  /** The people of the host; they can be taken away, and the host can fail. */
  static final class Accounts implements AccountResolver {
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private volatile boolean failing;

    void remove(String subject) {
      gone.add(subject);
    }

    void fail(boolean fails) {
      failing = fails;
    }

    @Override
    public Optional<Account> resolveAccount(String subject, ClaimsContext context) {
      if (failing) {
        throw new IllegalStateException("the directory is down");
      }
      return gone.contains(subject) ? Optional.empty() : Optional.of(Account.of(subject));
    }

    @Override
    public Claims buildClaims(Account account, ClaimsContext context) {
      return new Claims(
          Map.of("name", "Alice", "email", "alice@example.com"),
          Map.of("tenant", "acme", "iss", "https://evil.example", "sub", "somebody"));
    }

    @Override
    public CurrentAccount resolveCurrentAccount(
        HttpServletRequest request, AuthorizationContext context) {
      return CurrentAccount.notSignedIn();
    }

    @Override
    public HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login) {
      return HostRedirect.to("/login");
    }
  }

  void register(Client... all) {
    for (Client client : all) {
      clients.put(client.clientId(), client);
    }
  }

  /** Client authentication is tested where it lives; here a client is who it says it is. */
  private Client authenticate(Call call) {
    Client client = clients.get(call.form().value("client_id").orElse(""));
    if (client == null) {
      throw OAuthError.of(401, "invalid_client", "invalid_client", "Unknown client.");
    }
    return client;
  }

  StoredCodes.Builder code() {
    return new StoredCodes.Builder(database, clock.instant());
  }

  Reply redeem(String client, String code, String... more) {
    Parameters.Builder form =
        form(
            client,
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            StoredCodes.REDIRECT_URI,
            "code_verifier",
            StoredCodes.VERIFIER);
    return post(add(form, more).build());
  }

  Reply refresh(String client, String token, String... more) {
    Parameters.Builder form = form(client, "grant_type", "refresh_token", "refresh_token", token);
    return post(add(form, more).build());
  }

  Reply own(String client, String... more) {
    return post(add(form(client, "grant_type", "client_credentials"), more).build());
  }

  static Parameters.Builder form(String client, String... pairs) {
    return add(new Parameters.Builder().add("client_id", client), pairs);
  }

  private static Parameters.Builder add(Parameters.Builder form, String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      form.add(pairs[i], pairs[i + 1]);
    }
    return form;
  }

  Reply post(Parameters form) {
    return post(form, Parameters.none(), "application/x-www-form-urlencoded; charset=UTF-8");
  }

  Reply post(Parameters form, Parameters query, String mediaType) {
    Call call =
        new Call(
            "POST",
            "/token",
            query,
            form,
            mediaType == null
                ? Headers.none()
                : Headers.of(Map.of("Content-Type", List.of(mediaType))),
            Map.of(),
            List.of(),
            "127.0.0.1",
            ISSUER,
            HostRequest.absent());
    try {
      return endpoint.handle(call);
    } catch (OAuthError refused) {
      return ErrorReply.json(refused);
    }
  }

  static Map<String, Object> json(Reply reply) {
    try {
      return JSONObjectUtils.parse(reply.text());
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  static String text(Reply reply, String member) {
    return (String) json(reply).get(member);
  }

  static String error(Reply reply) {
    return reply.status() + " " + text(reply, "error");
  }
}
