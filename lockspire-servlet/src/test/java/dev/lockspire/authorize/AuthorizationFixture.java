package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientStore;
import dev.lockspire.client.Clients;
import dev.lockspire.config.AllowedTarget;
import dev.lockspire.config.Cidr;
import dev.lockspire.config.OutboundConfig;
import dev.lockspire.config.PortRange;
import dev.lockspire.config.RemoteJwksConfig;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.host.ConsentPrompt;
import dev.lockspire.host.HostSite;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Refusal;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RequestTrace;
import dev.lockspire.http.Route;
import dev.lockspire.http.RouteTable;
import dev.lockspire.http.Router;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.http.Throttle;
import dev.lockspire.interaction.Authorizations;
import dev.lockspire.interaction.AuthorizedApps;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.ConsentStore;
import dev.lockspire.interaction.Prompt;
import dev.lockspire.interaction.PushedRequests;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.keys.KeyNode;
import dev.lockspire.keys.OwnDecryption;
import dev.lockspire.minting.ClientEncryption;
import dev.lockspire.minting.JarmMint;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.minting.SigningChoice;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.outbound.GuardedClient;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.par.ParEndpoint;
import dev.lockspire.par.PushedProofs;
import dev.lockspire.par.PushingClient;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.rar.TestValidators;
import dev.lockspire.remotejwks.ClientKeys;
import dev.lockspire.remotejwks.ClientSignatures;
import dev.lockspire.remotejwks.RemoteJwksIncidents;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.requestobject.RequestObjects;
import dev.lockspire.senderconstraint.DpopNonces;
import dev.lockspire.senderconstraint.DpopProofs;
import dev.lockspire.senderconstraint.ProofTargets;
import dev.lockspire.senderconstraint.SenderConstraints;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.TestDatabase;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole authorization surface on a database of its own, without a container: browsers call in,
 * replies come out. Register it as a static extension; every test starts signed out, at noon, with
 * client {@code c1} only.
 */
final class AuthorizationFixture
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  static final Issuer ISSUER = Issuer.of("https://as.example/lockspire");
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final Duration INTERACTION_LIFETIME = Duration.ofMinutes(5);
  static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

  private static final Set<String> SCOPES =
      Set.of("email", "profile", "offline_access", "https://api/x.read");

  static final Duration MAX_AGE = Duration.ofMinutes(10);
  static final Duration PUSHED_LIFETIME = Duration.ofMinutes(5);
  static final Duration JARM_LIFETIME = Duration.ofMinutes(10);

  /** How long keys at a {@code jwks_uri} are kept. */
  static final Duration KEYS_FRESH = Duration.ofMinutes(15);

  private final PushedRequests.Settings pushedRequests;
  private final Set<Prompt> prompts;
  private final Set<String> resources;
  private final AtomicInteger clientNumber = new AtomicInteger();

  final StubHost host = new StubHost();
  final TestSigner signer = new TestSigner();

  final List<Told> told = new CopyOnWriteArrayList<>();
  final List<Refusal> refusals = new ArrayList<>();

  /** What verifies, by the name in {@link #signed}, with its claims. */
  final Map<String, Map<String, Object>> idTokens = new HashMap<>();

  private volatile Instant now = NOON;
  final DpopProofs proofs =
      new DpopProofs(
          new ForeignKeys(Optional.empty()),
          new DpopNonces(
              new KeyRing(MasterKey.of(new byte[32]), List.of(), RandomSource.secure()),
              RandomSource.secure(),
              this::now),
          Duration.ofSeconds(30),
          this::now,
          RuleTrace.OFF);
  private volatile Supplier<ServerPolicy> policy = ServerPolicy::defaults;

  /** Fetches from an {@link HttpsHost} only. */
  final GuardedClient outbound =
      new GuardedClient(
          new OutboundConfig(
              List.of(new AllowedTarget.Block(Cidr.parse("127.0.0.1"))),
              List.of(new PortRange(1, 65_535)),
              List.of(HttpsHost.CERTIFICATE.certificate())),
          name -> List.of(InetAddress.getLoopbackAddress()));

  private ClientKeys clientKeys;
  private TestDatabase database;
  private Router router;
  private Router ownLook;
  KeyNode ownKeys;
  ConsentStore consents;
  AuthorizedApps apps;
  PairwiseSubjects subjects;
  AuthorizationSurface surface;

  /** One telemetry event. */
  record Told(TelemetryEvent event, Map<String, String> attributes) {}

  AuthorizationFixture() {
    this(Set.of(Prompt.NONE, Prompt.LOGIN, Prompt.CONSENT), Set.of());
  }

  AuthorizationFixture(Set<Prompt> prompts, Set<String> resources) {
    this(prompts, resources, new PushedRequests.Settings(PUSHED_LIFETIME, false, false));
  }

  private AuthorizationFixture(
      Set<Prompt> prompts, Set<String> resources, PushedRequests.Settings pushedRequests) {
    this.prompts = prompts;
    this.resources = resources;
    this.pushedRequests = pushedRequests;
  }

  /** A server that takes references in a way that has to be switched on. */
  static AuthorizationFixture takingReferences(boolean surviveReload, boolean alone) {
    return new AuthorizationFixture(
        Set.of(Prompt.NONE, Prompt.LOGIN, Prompt.CONSENT),
        Set.of(),
        new PushedRequests.Settings(PUSHED_LIFETIME, surviveReload, alone));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    database = TestDatabase.create(ClientStore.rows());
    Database node = database.database();
    ownKeys = new KeyNode(node);
    clientKeys =
        new ClientKeys(
            outbound,
            new RemoteJwksConfig(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                262_144,
                KEYS_FRESH,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10)),
            new RemoteJwksIncidents(node, this::now),
            this::now);
    RandomSource random = RandomSource.secure();
    KeyRing keys = new KeyRing(MasterKey.of(new byte[32]), List.of(), random);
    AuditTrail audit = new AuditTrail(node);
    consents = new ConsentStore(node, audit);
    BrowserSessions browsers = new BrowserSessions(keys, random);
    subjects = PairwiseSubjects.load(ISSUER, node, keys, random, this::now);
    HostSite site =
        new HostSite(host, host::decide, Optional.of((request, prompt, nonce) -> draw(prompt)));
    // The stub draws only on demand, so two surfaces differ in nothing but who draws the page.
    HostSite plain = new HostSite(host, host::decide, Optional.empty());
    router = router(node, audit, browsers, plain, random);
    ownLook = router(node, audit, browsers, site, random);
  }

  private String draw(ConsentPrompt prompt) {
    return host.draw(prompt).orElseThrow();
  }

  private Router router(
      Database node,
      AuditTrail audit,
      BrowserSessions browsers,
      HostSite site,
      RandomSource random) {
    Clients clients = new Clients(new ClientStore(node, audit, this::now), node.changes());
    Authorizations authorizations =
        new Authorizations(
            node,
            consents,
            browsers,
            site,
            subjects,
            TestValidators.approval(),
            audit,
            (event, attributes) -> told.add(new Told(event, attributes)),
            () -> policy.get(),
            this::now,
            random,
            new Authorizations.Settings(
                INTERACTION_LIFETIME, CODE_LIFETIME, List.of("urn:acr:two", "urn:acr:one")));
    apps =
        new AuthorizedApps(
            consents,
            clients,
            (event, attributes) -> told.add(new Told(event, attributes)),
            this::now);
    RequestTrace trace = new RequestTrace(random);
    SingleUses uses = new SingleUses(node, this::now);
    PushedRequests pushed =
        new PushedRequests(node, uses, audit, this::now, random, pushedRequests);
    RequestObjects objects =
        new RequestObjects(
            new OwnDecryption(ownKeys.keys()),
            new ClientSignatures(clientKeys::attempt, new ForeignKeys(Optional.empty())),
            () -> policy.get(),
            uses,
            MAX_AGE,
            this::now,
            trace);
    surface =
        new AuthorizationSurface(
            clients,
            () -> policy.get(),
            this::verified,
            objects,
            authorizations,
            pushed,
            browsers,
            site,
            TestValidators.approval(),
            jarm(),
            (event, attributes) -> told.add(new Told(event, attributes)),
            random,
            new AuthorizationSurface.Vocabulary(SCOPES, resources, prompts),
            trace);
    Route.Rendering page = Route.Rendering.PAGE;
    return new Router(
        new RouteTable(
            List.of(
                Route.post(
                    "/par", Route.Rendering.JSON, par(clients, objects, pushed, uses, trace)),
                Route.getOrPost("/authorize", page, surface.authorize()),
                Route.get("/interactions/{id}", page, surface.resume()),
                Route.get("/interactions/{id}/login", page, surface.switchAccount()),
                Route.post("/interactions/{id}/complete", page, surface.complete()),
                Route.get("/consent/{id}", page, surface.consent()))),
        random,
        Throttle.NONE,
        trace,
        refusals::add);
  }

  private JarmMint jarm() {
    return new JarmMint(
        signer,
        new SigningChoice(signer::active, () -> policy.get(), SigningAlgorithm.ES256),
        new ClientEncryption(clientKeys::attempt),
        (event, attributes) -> told.add(new Told(event, attributes)),
        this::now,
        JARM_LIFETIME);
  }

  /** Takes every client at its word: how they authenticate is proven elsewhere. */
  private ParEndpoint par(
      Clients clients,
      RequestObjects objects,
      PushedRequests pushed,
      SingleUses uses,
      RequestTrace trace) {
    return new ParEndpoint(
        call ->
            new Pushing(clients.find(call.form().value("client_id").orElseThrow()).orElseThrow()),
        objects,
        new PushedProofs(
            proofs,
            new SenderConstraints(() -> policy.get(), false),
            new ProofTargets(Optional.empty())),
        surface::checkPushed,
        pushed,
        uses,
        (event, attributes) -> told.add(new Told(event, attributes)),
        trace);
  }

  private record Pushing(Client client) implements PushingClient {
    @Override
    public SingleUses.Fresh claim(
        Function<Optional<SingleUse.AssertionId>, SingleUses.Fresh> step) {
      return step.apply(Optional.empty());
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    host.reset();
    told.clear();
    signer.breakDown(false);
    signer.active().clear();
    signer.active().addAll(Set.of(SigningAlgorithm.ES256, SigningAlgorithm.RS256));
    refusals.clear();
    idTokens.clear();
    TestValidators.ASKED.clear();
    now = NOON;
    policy = ServerPolicy::defaults;
    database.clear();
    add(new TestClient("c1"));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    outbound.close();
    database.close();
  }

  /** By the algorithm that its header names, if it names one. */
  private Optional<Map<String, Object>> verified(String jwt, Set<SigningAlgorithm> allowed) {
    String[] parts = jwt.split("\\.", -1);
    String header = new String(Base64Url.decode(parts[0]), StandardCharsets.UTF_8);
    boolean named = header.contains("\"alg\"");
    return named && allowed.stream().noneMatch(one -> header.contains(one.wireName()))
        ? Optional.empty()
        : Optional.ofNullable(idTokens.get(parts[1]));
  }

  /** A JWT with this header whose claims are found in {@link #idTokens} under {@code name}. */
  static String signed(String header, String name) {
    return Base64Url.encode(header.getBytes(StandardCharsets.UTF_8)) + "." + name + ".signature";
  }

  Instant now() {
    return now;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  void policy(Supplier<ServerPolicy> supplier) {
    policy = supplier;
  }

  /** Stores a client. */
  void add(TestClient client) {
    database.execute(client.insert());
    forget(client.id());
  }

  /** A client id that no other test has used. */
  String freshClientId() {
    return "client-" + clientNumber.incrementAndGet();
  }

  /** Changes stored clients behind the cache and tells the cache. */
  void alterClient(String clientId, String assignment) {
    database.execute(
        "UPDATE {clients} SET " + assignment + " WHERE client_id = '" + clientId + "'");
    forget(clientId);
  }

  private void forget(String clientId) {
    database
        .database()
        .transaction(
            transaction -> {
              transaction.announce("client", clientId);
              return clientId;
            });
  }

  TestDatabase database() {
    return database;
  }

  TestBrowser browser() {
    return new TestBrowser(router, ISSUER);
  }

  /** A browser at a deployment whose host draws the consent page itself. */
  TestBrowser browserOfHostWithOwnLook() {
    return new TestBrowser(ownLook, ISSUER);
  }

  /** Pushes a request that is right; answers its reference. */
  String push(AuthorizeUrl request) {
    Reply reply = pushed(request, Map.of());
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reference(reply);
  }

  Reply pushed(AuthorizeUrl request, Map<String, String> headers) {
    return browser().post("/par", request.form(), headers);
  }

  static String reference(Reply reply) {
    try {
      return JSONObjectUtils.getString(JSONObjectUtils.parse(reply.text()), "request_uri");
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** Where the browser is sent with a reference. */
  static String referring(String clientId, String requestUri) {
    return "/authorize?client_id=" + clientId + "&request_uri=" + QueryString.encode(requestUri);
  }

  AuthorizeUrl request() {
    return AuthorizeUrl.of("c1");
  }

  /** The id in the redirect to login or consent. */
  String interactionId(Reply reply) {
    String location = Answer.location(reply);
    return Answer.queryOf(location)
        .value("interaction_id")
        .orElseGet(() -> location.substring(location.lastIndexOf('/') + 1));
  }

  /** Signs alice in and asks; answers the id of the interaction that waits for consent. */
  String pendingConsent(TestBrowser browser, AuthorizeUrl url) {
    host.signIn("alice", now);
    return interactionId(browser.get(url.toString()));
  }

  Reply approve(TestBrowser browser, String id, boolean remember) {
    return complete(browser, id, "decision=approve" + (remember ? "&remember=true" : ""));
  }

  Reply deny(TestBrowser browser, String id) {
    return complete(browser, id, "decision=deny");
  }

  /** Posts the consent page's form. */
  Reply complete(TestBrowser browser, String id, String fields) {
    return browser.post(completePath(id), fields + "&csrf_token=" + formToken(browser, id));
  }

  static String completePath(String id) {
    return "/interactions/" + id + "/complete";
  }

  String formToken(TestBrowser browser, String id) {
    Reply page = browser.get("/consent/" + id);
    String token = Answer.hiddenInputs(page).get("csrf_token");
    if (token == null) {
      throw new AssertionError("no consent page but " + page.status() + " " + page.text());
    }
    return QueryString.encode(token);
  }

  String status(String interactionId) {
    return database.text(
        "SELECT status FROM {interactions} WHERE interaction_id = '" + interactionId + "'");
  }

  int count(String table, String where) {
    return Integer.parseInt(database.text("SELECT count(*) FROM {" + table + "} WHERE " + where));
  }

  int codes() {
    return count("tokens", "token_type = 'authorization_code'");
  }

  /** One column of the code in the redirect. */
  String codeColumn(Reply reply, String column) {
    return codeColumn(Answer.query(reply).value("code").orElseThrow(), column);
  }

  String codeColumn(String code, String column) {
    return database
        .texts("SELECT " + column + " FROM {tokens} WHERE token_hash = '" + Sha256.hex(code) + "'")
        .get(0);
  }

  boolean wasTold(TelemetryEvent event) {
    return told.stream().anyMatch(t -> t.event() == event);
  }
}
