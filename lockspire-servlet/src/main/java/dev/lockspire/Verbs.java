package dev.lockspire;

import dev.lockspire.client.Client;
import dev.lockspire.clientauth.AssertionKeys;
import dev.lockspire.clientauth.AssertionRules;
import dev.lockspire.clientauth.AuthenticationEvidence;
import dev.lockspire.clientauth.AuthenticationMetadata;
import dev.lockspire.clientauth.ClientAuthenticator;
import dev.lockspire.clientauth.ClientSecretBasic;
import dev.lockspire.clientauth.ClientSecretJwt;
import dev.lockspire.clientauth.ClientSecretPost;
import dev.lockspire.clientauth.NoAuthentication;
import dev.lockspire.clientauth.NobodysKeys;
import dev.lockspire.clientauth.PrivateKeyJwt;
import dev.lockspire.clientauth.ProtocolSurface;
import dev.lockspire.clientauth.SelfSignedTlsClientAuth;
import dev.lockspire.clientauth.TlsClientAuth;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.host.HostSeams;
import dev.lockspire.host.HostSite;
import dev.lockspire.http.Call;
import dev.lockspire.http.RequestTrace;
import dev.lockspire.interaction.Authorizations;
import dev.lockspire.interaction.AuthorizedApps;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.ConsentStore;
import dev.lockspire.interaction.PushedRequests;
import dev.lockspire.keys.ActiveKeySigner;
import dev.lockspire.keys.JwtSigner;
import dev.lockspire.keys.PublishedKeyVerifier;
import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.minting.AccountClaims;
import dev.lockspire.minting.ClaimsSelection;
import dev.lockspire.minting.ClientEncryption;
import dev.lockspire.minting.IdTokenMint;
import dev.lockspire.minting.JarmMint;
import dev.lockspire.minting.ProtectedJwts;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.minting.SigningChoice;
import dev.lockspire.minting.TokenLookup;
import dev.lockspire.minting.TokenMint;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Floor 3, built: who is calling, how a person's decision advances, how a token is minted. */
final class Verbs {
  private final ClientAuthenticator authenticator;
  private final RequestTrace trace;
  private final HostSite host;
  private final BrowserSessions browsers;
  private final Authorizations authorizations;
  private final PushedRequests pushedRequests;
  private final AuthorizedApps authorizedApps;
  private final PairwiseSubjects subjects;
  private final AccountClaims accounts;
  private final ClaimsSelection claims;
  private final TokenMint accessTokens;
  private final ProtectedJwts protectedJwts;
  private final IdTokenMint idTokens;
  private final JarmMint jarm;
  private final TokenLookup lookup;
  private final PublishedKeyVerifier verifier;

  Verbs(Ground ground, Nouns nouns, LockspireConfig config, HostSeams seams) {
    this.trace = nouns.trace();
    NobodysKeys nobody = new NobodysKeys(nouns.foreignKeys(), nouns.hmacSecrets());
    AssertionRules assertions =
        new AssertionRules(nobody, config.clockSkew().tolerance(), ground.clock(), trace);
    this.authenticator =
        new ClientAuthenticator(
            nouns.clients(),
            nouns.secrets(),
            List.of(
                new ClientSecretBasic(nouns.secrets()),
                new ClientSecretPost(nouns.secrets()),
                new ClientSecretJwt(assertions, nouns.hmacSecrets(), nouns.policies()::current),
                new PrivateKeyJwt(
                    assertions,
                    new AssertionKeys(nouns.clientSignatures(), nobody),
                    nouns.policies()::current),
                new TlsClientAuth(config.mtls(), ground.clock(), trace),
                new SelfSignedTlsClientAuth(
                    config.mtls(), nouns.clientKeys()::attempt, ground.clock(), trace),
                new NoAuthentication()),
            nouns.singleUses(),
            nouns.policies()::current,
            new AuthenticationEvidence(nouns.telemetry(), nouns.repeatedEvidence(), ground.clock()),
            assertions);
    this.host = new HostSite(seams.accountResolver(), seams.consentPolicy(), seams.consentView());
    this.browsers = new BrowserSessions(ground.ring(), ground.random());
    this.subjects =
        PairwiseSubjects.load(
            ground.issuer(), ground.database(), ground.ring(), ground.random(), ground.clock());
    ConsentStore consents = new ConsentStore(ground.database(), nouns.audit());
    this.authorizations =
        new Authorizations(
            ground.database(),
            consents,
            browsers,
            host,
            subjects,
            nouns.details(),
            nouns.audit(),
            nouns.telemetry(),
            nouns.policies()::current,
            ground.clock(),
            ground.random(),
            new Authorizations.Settings(
                config.lifetimes().interaction(),
                config.lifetimes().authorizationCode(),
                config.discovery().acrValuesSupported()));
    this.pushedRequests =
        new PushedRequests(
            ground.database(),
            nouns.singleUses(),
            nouns.audit(),
            ground.clock(),
            ground.random(),
            new PushedRequests.Settings(
                config.pushedRequests().lifetime(),
                config.pushedRequests().surviveReload(),
                config.pushedRequests().referenceAlone()));
    this.authorizedApps =
        new AuthorizedApps(consents, nouns.clients(), nouns.telemetry(), ground.clock());
    this.claims = new ClaimsSelection(config.scopes().claims());
    this.accounts = new AccountClaims(seams.accountResolver());
    JwtSigner signer = new ActiveKeySigner(nouns.keys());
    SigningChoice signing =
        new SigningChoice(
            nouns.keys()::activeAlgorithms,
            nouns.policies()::current,
            SigningAlgorithm.ofWireName(config.signing().accessTokenAlgorithm().name())
                .orElseThrow());
    this.accessTokens = new TokenMint(signer, signing, nouns.policies()::current, ground.random());
    ClientEncryption encryption = new ClientEncryption(nouns.clientKeys()::attempt);
    this.protectedJwts = new ProtectedJwts(signer, signing, encryption, nouns.telemetry());
    this.idTokens = new IdTokenMint(protectedJwts, ground.random());
    this.jarm =
        new JarmMint(
            signer,
            signing,
            encryption,
            nouns.telemetry(),
            ground.clock(),
            config.lifetimes().authorizationResponse());
    this.lookup = new TokenLookup(ground.database());
    this.verifier = new PublishedKeyVerifier(nouns.keys());
  }

  /** How a surface finds out who calls. */
  Function<Call, Client> authenticated(ProtocolSurface surface) {
    return call -> {
      Client client = authenticator.authenticate(call, surface);
      trace.calledBy(client.clientId());
      return client;
    };
  }

  /** As {@link #authenticated}, for who settles what may be used once only in a step of its own. */
  Function<Call, ExaminedCaller> examined(ProtocolSurface surface) {
    return call ->
        new ExaminedCaller(call, authenticator.examine(call, surface), authenticator, trace);
  }

  /** The id of the client that a call says it comes from. */
  Function<Call, Optional<String>> claimed() {
    return authenticator::claimed;
  }

  /** By which methods clients can authenticate at {@code surface}. */
  Function<SecurityProfile, List<String>> methods(ProtocolSurface surface) {
    return profile -> authenticator.methodNames(surface, profile);
  }

  /** What discovery says of how clients authenticate at {@code surface}. */
  MetadataContributor authentication(ProtocolSurface surface) {
    return new AuthenticationMetadata(surface, authenticator);
  }

  HostSite host() {
    return host;
  }

  BrowserSessions browsers() {
    return browsers;
  }

  Authorizations authorizations() {
    return authorizations;
  }

  /** Requests that wait for a browser. */
  PushedRequests pushedRequests() {
    return pushedRequests;
  }

  AuthorizedApps authorizedApps() {
    return authorizedApps;
  }

  /** Under which subjects clients know people. */
  PairwiseSubjects subjects() {
    return subjects;
  }

  AccountClaims accounts() {
    return accounts;
  }

  ClaimsSelection claims() {
    return claims;
  }

  TokenMint accessTokens() {
    return accessTokens;
  }

  /** Makes the JWTs that answer clients as they registered them. */
  ProtectedJwts protectedJwts() {
    return protectedJwts;
  }

  IdTokenMint idTokens() {
    return idTokens;
  }

  /** Signs and encrypts authorization responses. */
  JarmMint jarm() {
    return jarm;
  }

  TokenLookup lookup() {
    return lookup;
  }

  PublishedKeyVerifier verifier() {
    return verifier;
  }
}
