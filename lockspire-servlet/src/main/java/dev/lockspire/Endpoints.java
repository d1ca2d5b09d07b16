package dev.lockspire;

import dev.lockspire.authorize.AuthorizationSurface;
import dev.lockspire.clientauth.ProtocolSurface;
import dev.lockspire.config.DiscoveryConfig;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.config.ResourceServer;
import dev.lockspire.discovery.DiscoveryEndpoint;
import dev.lockspire.discovery.GeneralMetadata;
import dev.lockspire.discovery.JwksEndpoint;
import dev.lockspire.discovery.MtlsMetadata;
import dev.lockspire.http.Route;
import dev.lockspire.http.Route.Rendering;
import dev.lockspire.http.RouteTable;
import dev.lockspire.http.Router;
import dev.lockspire.http.Throttle;
import dev.lockspire.interaction.Prompt;
import dev.lockspire.introspection.IntrospectionEndpoint;
import dev.lockspire.introspection.IntrospectionMetadata;
import dev.lockspire.logout.LogoutSurface;
import dev.lockspire.logout.SessionTermination;
import dev.lockspire.measure.MeasuredEndpoint;
import dev.lockspire.par.ParEndpoint;
import dev.lockspire.par.ParMetadata;
import dev.lockspire.par.PushedProofs;
import dev.lockspire.rar.DetailTypesMetadata;
import dev.lockspire.revocation.RevocationEndpoint;
import dev.lockspire.revocation.RevocationMetadata;
import dev.lockspire.token.AuthorizationCodeGrant;
import dev.lockspire.token.ClientCredentialsGrant;
import dev.lockspire.token.FapiBoundary;
import dev.lockspire.token.PersonTokens;
import dev.lockspire.token.RefreshTokenGrant;
import dev.lockspire.token.Senders;
import dev.lockspire.token.TokenEndpoint;
import dev.lockspire.token.TokenMetadata;
import dev.lockspire.userinfo.Possession;
import dev.lockspire.userinfo.UserinfoEndpoint;
import dev.lockspire.userinfo.UserinfoMetadata;
import dev.lockspire.userinfo.UserinfoResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Floor 4, built: the endpoints, and the one table of routes that says what is mounted. */
final class Endpoints {
  private final Ground ground;
  private final Nouns nouns;
  private final Verbs verbs;
  private final LockspireConfig config;
  private final List<Route> further;
  private final SessionTermination sessions;
  private final TokenEndpoint token;
  private final RouteTable routes;

  /**
   * @param further routes of other rooms
   */
  Endpoints(Ground ground, Nouns nouns, Verbs verbs, LockspireConfig config, List<Route> further) {
    this.ground = ground;
    this.nouns = nouns;
    this.verbs = verbs;
    this.config = config;
    this.further = List.copyOf(further);
    this.sessions =
        new SessionTermination(
            ground.database(),
            nouns.telemetry(),
            ground.random(),
            ground.clock(),
            config.logout().revokeOfflineAccess());
    this.token = token();
    this.routes = mount();
  }

  private RouteTable mount() {
    AuthorizationSurface authorize = authorize();
    LogoutSurface logout = logout();
    DiscoveryEndpoint discovery =
        new DiscoveryEndpoint(
            List.of(
                new GeneralMetadata(config.scopes().known(), config.discovery()),
                authorize.metadata(),
                new ParMetadata("/par"),
                new DetailTypesMetadata(nouns.details()),
                new TokenMetadata("/token", token, verbs.authentication(ProtocolSurface.TOKEN)),
                new UserinfoMetadata("/userinfo"),
                new IntrospectionMetadata(
                    "/introspect", verbs.authentication(ProtocolSurface.INTROSPECTION)),
                new RevocationMetadata("/revoke", verbs.authentication(ProtocolSurface.REVOCATION)),
                logout.metadata(),
                new MtlsMetadata(config.mtls())),
            nouns.policies(),
            nouns.publishedKeys());
    List<Route> routes =
        List.of(
            Route.get("/.well-known/openid-configuration", Rendering.JSON, discovery),
            Route.get("/.well-known/oauth-authorization-server", Rendering.JSON, discovery),
            Route.get("/jwks", Rendering.JSON, new JwksEndpoint(nouns.publishedKeys())),
            Route.getOrPost("/authorize", Rendering.PAGE, authorize.authorize()),
            Route.get("/interactions/{id}", Rendering.PAGE, authorize.resume()),
            Route.get("/interactions/{id}/login", Rendering.PAGE, authorize.switchAccount()),
            Route.post("/interactions/{id}/complete", Rendering.PAGE, authorize.complete()),
            Route.get("/consent/{id}", Rendering.PAGE, authorize.consent()),
            Route.post("/par", Rendering.JSON, par(authorize)),
            Route.post("/token", Rendering.JSON, token),
            userinfo(),
            Route.post("/introspect", Rendering.JSON, introspection()),
            Route.post("/revoke", Rendering.JSON, revocation()),
            Route.getOrPost("/end_session", Rendering.PAGE, logout.endSession()),
            Route.get("/end_session/confirm", Rendering.PAGE, logout.resume()),
            Route.post("/end_session/confirm", Rendering.PAGE, logout.confirm()),
            Route.getOrPost("/end_session/complete", Rendering.PAGE, logout.complete()));
    return new RouteTable(
        Stream.concat(routes.stream(), further.stream()).map(this::measured).toList());
  }

  private Route measured(Route route) {
    return MeasuredEndpoint.of(route, nouns.measurements(), nouns.tracer(), nouns.trace());
  }

  private AuthorizationSurface authorize() {
    return new AuthorizationSurface(
        nouns.clients(),
        nouns.policies()::current,
        verbs.verifier(),
        nouns.requestObjects(),
        verbs.authorizations(),
        verbs.pushedRequests(),
        verbs.browsers(),
        verbs.host(),
        nouns.details(),
        verbs.jarm(),
        nouns.telemetry(),
        ground.random(),
        new AuthorizationSurface.Vocabulary(
            config.scopes().known(), resources(), prompts(config.discovery())),
        nouns.trace());
  }

  private ParEndpoint par(AuthorizationSurface authorize) {
    return new ParEndpoint(
        verbs.examined(ProtocolSurface.PUSHED_AUTHORIZATION),
        nouns.requestObjects(),
        new PushedProofs(nouns.proofs(), nouns.senderConstraints(), nouns.proofTargets()),
        authorize::checkPushed,
        verbs.pushedRequests(),
        nouns.singleUses(),
        nouns.telemetry(),
        nouns.trace());
  }

  private TokenEndpoint token() {
    PersonTokens tokens =
        new PersonTokens(
            verbs.accessTokens(),
            verbs.idTokens(),
            verbs.claims(),
            verbs.subjects(),
            config.lifetimes());
    return new TokenEndpoint(
        List.of(
            new AuthorizationCodeGrant(
                ground.database(),
                nouns.audit(),
                tokens,
                verbs.accounts(),
                config.resourceServers(),
                nouns.details(),
                ground.random(),
                ground.clock(),
                nouns.telemetry(),
                nouns.trace()),
            new RefreshTokenGrant(
                ground.database(),
                nouns.audit(),
                tokens,
                verbs.accounts(),
                config.resourceServers(),
                nouns.details(),
                config.refresh(),
                ground.random(),
                ground.clock(),
                nouns.telemetry(),
                nouns.trace()),
            new ClientCredentialsGrant(
                ground.database(),
                verbs.accessTokens(),
                config.scopes(),
                config.resourceServers(),
                config.lifetimes(),
                ground.clock(),
                nouns.telemetry(),
                nouns.trace())),
        new FapiBoundary(
            nouns.policies()::current,
            nouns.clients()::find,
            verbs.claimed(),
            nouns.senderConstraints(),
            nouns.telemetry()),
        new Senders(
            verbs.examined(ProtocolSurface.TOKEN),
            nouns.proofs(),
            nouns.senderConstraints(),
            nouns.proofTargets(),
            nouns.telemetry(),
            nouns.trace()),
        nouns.trace());
  }

  private Route userinfo() {
    UserinfoEndpoint userinfo =
        new UserinfoEndpoint(
            verbs.lookup(),
            nouns.clients()::find,
            nouns.policies()::current,
            new Possession(
                nouns.acceptedProofs(), nouns.proofTargets(), nouns.telemetry(), nouns.trace()),
            verbs.accounts(),
            new UserinfoResponse(verbs.claims(), verbs.subjects(), verbs.protectedJwts()),
            ground.clock(),
            nouns.trace());
    // A browser application asks first (CORS), and a POST may carry its token in the header alone.
    return new Route(
        List.of("GET", "POST", "OPTIONS"), "/userinfo", userinfo, Rendering.JSON, Route.Body.ANY);
  }

  private IntrospectionEndpoint introspection() {
    return new IntrospectionEndpoint(
        verbs.authenticated(ProtocolSurface.INTROSPECTION),
        nouns.clients()::find,
        nouns.policies()::current,
        verbs.lookup(),
        verbs.protectedJwts(),
        verbs.subjects(),
        config.introspection(),
        ground.clock(),
        nouns.telemetry(),
        nouns.trace());
  }

  private RevocationEndpoint revocation() {
    return new RevocationEndpoint(
        verbs.authenticated(ProtocolSurface.REVOCATION),
        ground.database(),
        verbs.lookup(),
        config.revocation(),
        ground.clock(),
        nouns.telemetry(),
        nouns.trace());
  }

  private LogoutSurface logout() {
    return new LogoutSurface(
        nouns.clients(),
        nouns.policies()::current,
        verbs.verifier(),
        verbs.subjects(),
        verbs.browsers(),
        verbs.host(),
        sessions,
        ground.ring(),
        ground.random(),
        ground.clock(),
        new LogoutSurface.Settings(
            config.logout().logoutPath(), config.lifetimes().logoutCompletion()),
        nouns.trace());
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

  Router router(Throttle throttle) {
    return new Router(routes, ground.random(), throttle, nouns.trace(), nouns.refusals());
  }

  RouteTable routes() {
    return routes;
  }

  /** Which grants are really offered. */
  List<String> grantTypes() {
    return List.copyOf(token.grantTypes());
  }

  SessionTermination sessions() {
    return sessions;
  }
}
