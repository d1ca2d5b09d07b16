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
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
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
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.minting.AccountClaims;
import dev.lockspire.minting.ClaimsSelection;
import dev.lockspire.minting.IdTokenMint;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.minting.SigningChoice;
import dev.lockspire.minting.TestProtection;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.minting.TokenMint;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.rar.TestValidators;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.senderconstraint.DpopNonces;
import dev.lockspire.senderconstraint.DpopProofs;
import dev.lockspire.senderconstraint.NoncePurpose;
import dev.lockspire.senderconstraint.ProofMaker;
import dev.lockspire.senderconstraint.ProofTargets;
import dev.lockspire.senderconstraint.SenderConstraints;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.StorageFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.cert.X509Certificate;
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
  final List<String> reasons = new CopyOnWriteArrayList<>();
  final TokenEndpoint endpoint;
  final DpopProofs proofs;
  final PairwiseSubjects subjects;
  private final SingleUses uses;
  private final SenderConstraints constraints;
  private final Requests plain = new Requests(Map.of(), List.of());
  private final Map<String, Client> clients = new ConcurrentHashMap<>();
  volatile ServerPolicy policy = ServerPolicy.defaults();
  volatile boolean policyUnreadable;

  TokenServer(Database database, Duration grace) {
    this(database, new RefreshConfig(grace, true), false);
  }

  TokenServer(Database database, RefreshConfig refresh, boolean bindWhenPresented) {
    this.database = database;
    this.uses = new SingleUses(database, clock);
    this.constraints = new SenderConstraints(this::readPolicy, bindWhenPresented);
    this.proofs =
        new DpopProofs(
            new ForeignKeys(Optional.empty()),
            new DpopNonces(
                new KeyRing(MasterKey.of(new byte[32]), List.of(), RandomSource.secure()),
                RandomSource.secure(),
                clock),
            Duration.ofSeconds(30),
            clock,
            RuleTrace.OFF);
    RandomSource random = RandomSource.secure();
    Lifetimes lifetimes =
        new Lifetimes(
            Duration.ofHours(1),
            Duration.ofDays(30),
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10));
    ResourceServers servers =
        new ResourceServers(
            List.of(
                new ResourceServer("api", URI.create(API), Set.of("read:billing", "write:billing")),
                new ResourceServer("reports", URI.create(REPORTS), Set.of())));
    SigningChoice signing = new SigningChoice(signer::active, () -> policy, SigningAlgorithm.ES256);
    TokenMint mint = new TokenMint(signer, signing, () -> policy, random);
    this.subjects =
        PairwiseSubjects.load(
            ISSUER,
            database,
            new KeyRing(MasterKey.of(new byte[32]), List.of(), random),
            random,
            clock);
    PersonTokens tokens =
        new PersonTokens(
            mint,
            new IdTokenMint(TestProtection.jwts(signer, () -> policy, this::tell), random),
            new ClaimsSelection(Map.of()),
            subjects,
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
                    TestValidators.approval(),
                    random,
                    clock,
                    this::tell,
                    RuleTrace.OFF),
                new RefreshTokenGrant(
                    database,
                    audit,
                    tokens,
                    claims,
                    servers,
                    TestValidators.approval(),
                    refresh,
                    random,
                    clock,
                    this::tell,
                    RuleTrace.OFF),
                new ClientCredentialsGrant(
                    database,
                    mint,
                    ScopesConfig.of(
                        Set.of("openid", "offline_access", "read:billing", "write:billing")),
                    servers,
                    lifetimes,
                    clock,
                    this::tell,
                    RuleTrace.OFF)),
            new FapiBoundary(
                this::readPolicy,
                id -> Optional.ofNullable(clients.get(id)),
                call -> call.headers().first("Claimed-Client"),
                constraints,
                this::tell),
            new Senders(
                this::examine,
                proofs,
                constraints,
                new ProofTargets(Optional.of(Issuer.of("https://mtls.host.example/lockspire"))),
                this::tell,
                RuleTrace.OFF),
            RuleTrace.OFF);
  }

  private ServerPolicy readPolicy() {
    if (policyUnreadable) {
      throw new StorageFailure("the policy is out of reach", null);
    }
    return policy;
  }

  private void tell(TelemetryEvent event, Map<String, String> what) {
    told.add(event);
    reasons.add(what.getOrDefault("reason_code", ""));
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
  private TokenCaller examine(Call call) {
    String id =
        call.form().value("client_id").or(() -> call.headers().first("Claimed-Client")).orElse("");
    Client client = clients.get(id);
    if (client == null) {
      throw OAuthError.of(401, "invalid_client", "invalid_client", "Unknown client.");
    }
    return new TokenCaller() {
      @Override
      public Client client() {
        return client;
      }

      @Override
      public boolean claim(Optional<SingleUse.Proof> proof) {
        Optional<SingleUse.AssertionId> assertion =
            call.form()
                .value("assertion_id")
                .map(jti -> new SingleUse.AssertionId(id, jti, clock.instant().plusSeconds(60)));
        try {
          return uses.claim(assertion, proof).proof();
        } catch (StorageFailure unreachable) {
          throw OAuthError.serverError("dpop_replay_store_failed", "Unknown whether it is new.");
        }
      }
    };
  }

  StoredCodes.Builder code() {
    return new StoredCodes.Builder(database, clock.instant());
  }

  Reply redeem(String client, String code, String... more) {
    return plain.redeem(client, code, more);
  }

  Reply refresh(String client, String token, String... more) {
    return plain.refresh(client, token, more);
  }

  Reply own(String client, String... more) {
    return plain.own(client, more);
  }

  /** Requests that carry {@code proof}, over TLS with {@code chain}. */
  Requests with(String proof, X509Certificate... chain) {
    return with(Map.of("DPoP", List.of(proof)), chain);
  }

  /** Requests over TLS with {@code chain}. */
  Requests with(X509Certificate... chain) {
    return with(Map.of(), chain);
  }

  Requests with(Map<String, List<String>> headers, X509Certificate... chain) {
    return new Requests(headers, List.of(chain));
  }

  /** A proof for the token endpoint that holds; every call makes another. */
  ProofMaker.Draft proof(ProofMaker key) {
    return key.proof("POST", ISSUER.url("/token"), clock.instant())
        .nonce(proofs.freshNonce(NoncePurpose.AUTHORIZATION_SERVER));
  }

  /** Token requests that have headers and a TLS client in common. */
  final class Requests {
    private final Map<String, List<String>> headers;
    private final List<X509Certificate> chain;

    private Requests(Map<String, List<String>> headers, List<X509Certificate> chain) {
      this.headers = headers;
      this.chain = chain;
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

    Reply post(Parameters form) {
      return post(form, Parameters.none());
    }

    private Reply post(Parameters form, Parameters query) {
      Call call =
          new Call(
              "POST",
              "/token",
              query,
              form,
              Headers.of(headers),
              Map.of(),
              chain,
              "127.0.0.1",
              ISSUER,
              HostRequest.absent());
      try {
        return endpoint.handle(call);
      } catch (OAuthError refused) {
        return ErrorReply.json(refused);
      }
    }
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
    Map<String, List<String>> headers =
        mediaType == null ? Map.of() : Map.of("Content-Type", List.of(mediaType));
    return new Requests(headers, List.of()).post(form, query);
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
