package dev.lockspire;

import dev.lockspire.authorize.AuthorizationSurface;
import dev.lockspire.client.Client;
import dev.lockspire.clientauth.ClientAuthenticator;
import dev.lockspire.clientauth.ClientSecretBasic;
import dev.lockspire.clientauth.ClientSecretPost;
import dev.lockspire.clientauth.NoAuthentication;
import dev.lockspire.clientauth.ProtocolSurface;
import dev.lockspire.config.DiscoveryConfig;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.config.ResourceServer;
import dev.lockspire.host.HostSeams;
import dev.lockspire.host.HostSite;
import dev.lockspire.http.Call;
import dev.lockspire.http.Route;
import dev.lockspire.http.Route.Rendering;
import dev.lockspire.http.RouteTable;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.interaction.Authorizations;
import dev.lockspire.interaction.AuthorizedApps;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.ConsentStore;
import dev.lockspire.interaction.Prompt;
import dev.lockspire.keys.ActiveKeySigner;
import dev.lockspire.keys.JwtSigner;
import dev.lockspire.keys.JwtVerifier;
import dev.lockspire.keys.PublishedKeyVerifier;
import dev.lockspire.minting.AccountClaims;
import dev.lockspire.minting.ClaimsSelection;
import dev.lockspire.minting.IdTokenMint;
import dev.lockspire.minting.SigningChoice;
import dev.lockspire.minting.TokenMint;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.token.AuthorizationCodeGrant;
import dev.lockspire.token.ClientCredentialsGrant;
import dev.lockspire.token.PersonTokens;
import dev.lockspire.token.RefreshTokenGrant;
import dev.lockspire.token.TokenEndpoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Floors 3 and 4, built: the shared verbs, the endpoints, and the one table of routes. */
final class Endpoints {
  private final Ground ground;
  private final Nouns nouns;
  private final LockspireConfig config;
  private final HostSite host;
  private final BrowserSessions browsers;
  private final ConsentStore consents;
  private final ClientAuthenticator authenticator;
  private final AccountClaims accounts;
  private final RouteTable routes;

  Endpoints(Ground ground, Nouns nouns, LockspireConfig config, HostSeams seams) {
    this.ground = ground;
    this.nouns = nouns;
    this.config = config;
    this.host = new HostSite(seams.accountResolver(), seams.consentPolicy(), seams.consentView());
    this.browsers = new BrowserSessions(ground.ring(), ground.random());
    this.consents = new ConsentStore(ground.database(), nouns.audit());
    this.authenticator =
        new ClientAuthenticator(
            nouns.clients(),
            nouns.secrets(),
            List.of(
                new ClientSecretBasic(nouns.secrets()),
                new ClientSecretPost(nouns.secrets()),
                new NoAuthentication()),
            nouns.policies()::current,
            nouns.telemetry());
    this.accounts = new AccountClaims(seams.accountResolver());
    AuthorizationSurface authorize = authorize(new PublishedKeyVerifier(nouns.keys()));
    TokenEndpoint token = token();
    this.routes =
        new RouteTable(
            List.of(
                Route.getOrPost("/authorize", Rendering.PAGE, authorize.authorize()),
                Route.get("/interactions/{id}", Rendering.PAGE, authorize.resume()),
                Route.get("/interactions/{id}/login", Rendering.PAGE, authorize.switchAccount()),
                Route.post("/interactions/{id}/complete", Rendering.PAGE, authorize.complete()),
                Route.get("/consent/{id}", Rendering.PAGE, authorize.consent()),
                Route.post("/token", Rendering.JSON, token)));
  }

  private AuthorizationSurface authorize(JwtVerifier verifier) {
    Authorizations authorizations =
        new Authorizations(
            ground.database(),
            consents,
            browsers,
            host,
            nouns.audit(),
            nouns.telemetry(),
            nouns.policies()::current,
            ground.clock(),
            ground.random(),
            new Authorizations.Settings(
                config.lifetimes().interaction(),
                config.lifetimes().authorizationCode(),
                config.discovery().acrValuesSupported()));
    return new AuthorizationSurface(
        nouns.clients(),
        nouns.policies()::current,
        verifier,
        authorizations,
        browsers,
        host,
        nouns.telemetry(),
        ground.random(),
        new AuthorizationSurface.Vocabulary(
            config.scopes().known(), resources(), prompts(config.discovery())));
  }

  private TokenEndpoint token() {
    JwtSigner signer = new ActiveKeySigner(nouns.keys());
    SigningChoice signing =
        new SigningChoice(
            nouns.keys()::activeAlgorithms,
            nouns.policies()::current,
            SigningAlgorithm.ofWireName(config.signing().accessTokenAlgorithm().name())
                .orElseThrow());
    TokenMint mint = new TokenMint(signer, signing, nouns.policies()::current, ground.random());
    PersonTokens tokens =
        new PersonTokens(
            mint,
            new IdTokenMint(signer, signing, ground.random()),
            new ClaimsSelection(Map.of()),
            config.lifetimes());
    return new TokenEndpoint(
        List.of(
            new AuthorizationCodeGrant(
                ground.database(),
                nouns.audit(),
                tokens,
                accounts,
                config.resourceServers(),
                ground.random(),
                ground.clock(),
                nouns.telemetry(),
                RuleTrace.OFF),
            new RefreshTokenGrant(
                ground.database(),
                nouns.audit(),
                tokens,
                accounts,
                config.resourceServers(),
                config.refresh(),
                ground.random(),
                ground.clock(),
                nouns.telemetry(),
                RuleTrace.OFF),
            new ClientCredentialsGrant(
                ground.database(),
                mint,
                config.scopes(),
                config.resourceServers(),
                config.lifetimes(),
                ground.clock(),
                nouns.telemetry(),
                RuleTrace.OFF)),
        authenticated(ProtocolSurface.TOKEN),
        RuleTrace.OFF);
  }

  private Function<Call, Client> authenticated(ProtocolSurface surface) {
    return call -> authenticator.authenticate(call, surface);
  }

  private Set<String> resources() {
    return config.resourceServers().all().stream()
        .map(ResourceServer::identifier)
        .map(Object::toString)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<Prompt> prompts(DiscoveryConfig config) {
    EnumSet<Prompt> prompts = EnumSet.of(Prompt.NONE, Prompt.LOGIN, Prompt.CONSENT);
    if (config.promptSelectAccountSupported()) {
      prompts.add(Prompt.SELECT_ACCOUNT);
    }
    if (config.promptCreateSupported()) {
      prompts.add(Prompt.CREATE);
    }
    return prompts;
  }

  RouteTable routes() {
    return routes;
  }

  AuthorizedApps authorizedApps() {
    return new AuthorizedApps(consents, nouns.clients(), nouns.telemetry(), ground.clock());
  }
}
