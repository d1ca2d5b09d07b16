package dev.lockspire.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the records from the sources, or one exception from everything that is wrong. */
final class ConfigLoader {
  private final ConfigurationSources sources;
  private final MergedValues values;
  private final ValueReader read;

  ConfigLoader(ConfigurationSources sources) {
    this.sources = sources;
    this.values = new MergedValues(sources.lowToHigh());
    this.read = new ValueReader(values);
  }

  LockspireConfig load() {
    Optional<IssuerConfig> issuer = issuer();
    Optional<DatabaseConfig> database = database();
    Optional<EncryptionConfig> encryption = encryption();
    SeamsConfig seams = seams();
    ScopesConfig scopes = scopes();
    ResourceServers resourceServers = resourceServers(scopes);
    Lifetimes lifetimes = lifetimes();
    PushedRequestsConfig pushedRequests =
        new PushedRequestsConfig(
            read.value(LifetimeSettings.PUSHED_REQUEST_LIFETIME),
            read.value(PushedRequestSettings.SURVIVE_RELOAD),
            read.value(PushedRequestSettings.REFERENCE_ALONE));
    RequestObjectsConfig requestObjects =
        new RequestObjectsConfig(read.value(RequestObjectSettings.MAX_AGE));
    RarConfig rar =
        new RarConfig(
            read.value(RarSettings.TYPES),
            read.value(RarSettings.VALIDATORS),
            read.value(RarSettings.ACCEPT_ANY_TYPE));
    RefreshConfig refresh =
        new RefreshConfig(
            read.value(TokenSettings.REFRESH_GRACE), read.value(TokenSettings.BIND_CONFIDENTIAL));
    DpopConfig dpop = new DpopConfig(read.value(TokenSettings.BIND_WHEN_PRESENTED));
    RevocationConfig revocation =
        new RevocationConfig(read.value(TokenSettings.ACCESS_REVOKES_FAMILY));
    IntrospectionConfig introspection =
        new IntrospectionConfig(read.value(TokenSettings.TOKEN_TYPE_STYLE));
    ClockSkew clockSkew = new ClockSkew(read.value(TokenSettings.CLOCK_SKEW));
    SigningConfig signing =
        new SigningConfig(
            read.value(SigningSettings.SIGNING_ALG), read.value(SigningSettings.SIGNING_PROVIDER));
    KeysConfig keys =
        new KeysConfig(
            read.value(SigningSettings.MIN_PUBLISH_AGE),
            read.value(SigningSettings.MIN_RETIRE_AGE));
    DiscoveryConfig discovery = discovery();
    LogoutConfig logout =
        new LogoutConfig(
            read.optional(LogoutSettings.LOGOUT_PATH),
            read.value(LogoutSettings.REVOKE_OFFLINE_ACCESS));
    HttpConfig http =
        new HttpConfig(
            read.value(HttpSettings.MAX_BODY_BYTES),
            read.value(HttpSettings.MAX_QUERY_BYTES),
            read.value(HttpSettings.MAX_PARAMETERS));
    TrustedProxies trustedProxies = new TrustedProxies(read.value(MtlsSettings.TRUSTED_PROXIES));
    Optional<MtlsConfig> mtls = new MtlsReading(read).read(issuer, trustedProxies);
    OutboundConfig outbound = outbound();
    RemoteJwksConfig remoteJwks = remoteJwks();
    JobsConfig jobs = jobs();
    AuditConfig audit =
        new AuditConfig(
            read.optional(JobSettings.AUDIT_RETENTION),
            read.value(JobSettings.REFUSALS_RETENTION),
            read.value(JobSettings.REFUSALS_MAX_ROWS));
    MetricsConfig metrics = new MetricsConfig(read.value(MetricsSettings.CLIENT_TAG));
    ConsoleGuard consoleGuard = read.value(ConsoleSettings.ADMIN_GUARD);
    refuseProblems();
    return new LockspireConfig(
        issuer.orElseThrow(),
        database.orElseThrow(),
        encryption.orElseThrow(),
        seams,
        scopes,
        resourceServers,
        lifetimes,
        pushedRequests,
        requestObjects,
        rar,
        refresh,
        dpop,
        revocation,
        introspection,
        clockSkew,
        signing,
        keys,
        discovery,
        logout,
        http,
        mtls.orElseThrow(),
        trustedProxies,
        outbound,
        remoteJwks,
        jobs,
        audit,
        metrics,
        consoleGuard,
        new Placeholders(values));
  }

  private void refuseProblems() {
    List<ConfigurationProblem> problems = new ArrayList<>();
    for (ConfigurationSource source : sources.lowToHigh()) {
      problems.addAll(source.problems());
    }
    problems.addAll(read.problems());
    for (ConfigurationSource source : sources.lowToHigh()) {
      problems.addAll(UnknownKeys.in(source));
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private Optional<IssuerConfig> issuer() {
    boolean allowInsecure = read.value(IssuerSettings.ALLOW_INSECURE_ISSUER);
    return read.required(IssuerSettings.ISSUER, "is required: the URL this provider is known by")
        .flatMap(
            issuer ->
                read.attempt(IssuerSettings.ISSUER, () -> new IssuerConfig(issuer, allowInsecure)));
  }

  private Optional<DatabaseConfig> database() {
    boolean jndi = read.isSet(DatabaseSettings.DATASOURCE);
    boolean jdbc = read.isSet(DatabaseSettings.JDBC_URL);
    if (!sources.dataSourceSupplied() && !jndi && !jdbc) {
      read.problem(
          DatabaseSettings.DATASOURCE,
          "is required, unless lockspire.jdbc.url is set or the host's configurer supplies a"
              + " DataSource; see "
              + DatabaseSettings.DATASOURCE.documentedAt());
    }
    // A DataSource of the host's wins over both keys; what is written is still checked.
    Optional<String> jndiName = unlessSupplied(read.optional(DatabaseSettings.DATASOURCE));
    Optional<String> jdbcUrl = unlessSupplied(read.optional(DatabaseSettings.JDBC_URL));
    var user = read.optional(DatabaseSettings.JDBC_USER);
    var password = read.optional(DatabaseSettings.JDBC_PASSWORD);
    int poolSize = read.value(DatabaseSettings.JDBC_POOL_SIZE);
    String schema = read.value(DatabaseSettings.STORAGE_SCHEMA);
    var migrate = read.value(DatabaseSettings.MIGRATE);
    return read.attempt(
        DatabaseSettings.JDBC_URL,
        () -> new DatabaseConfig(jndiName, jdbcUrl, user, password, poolSize, schema, migrate));
  }

  private Optional<String> unlessSupplied(Optional<String> place) {
    return sources.dataSourceSupplied() ? Optional.empty() : place;
  }

  private Optional<EncryptionConfig> encryption() {
    var previous = read.value(EncryptionSettings.PREVIOUS_KEYS);
    return read.required(
            EncryptionSettings.MASTER_KEY, "is required: make one with openssl rand -base64 32")
        .map(masterKey -> new EncryptionConfig(masterKey, previous));
  }

  private SeamsConfig seams() {
    return new SeamsConfig(
        read.optional(SeamSettings.ACCOUNT_RESOLVER),
        read.optional(SeamSettings.CONSENT_POLICY),
        read.optional(SeamSettings.CONSENT_VIEW),
        read.optional(SeamSettings.LISTENER),
        read.optional(SeamSettings.OPERATOR_IDENTITY));
  }

  private ScopesConfig scopes() {
    ScopesConfig scopes =
        new ScopesConfig(
            new LinkedHashSet<>(read.value(ScopeSettings.KNOWN_SCOPES)),
            read.value(ScopeSettings.SCOPE_CLAIMS));
    for (String scope : scopes.claims().keySet()) {
      if (!scopes.knows(scope)) {
        read.problem(
            ScopeSettings.SCOPE_CLAIMS,
            "names the scope " + scope + ", not in lockspire.known-scopes");
      }
    }
    return scopes;
  }

  private ResourceServers resourceServers(ScopesConfig known) {
    LinkedHashSet<String> members =
        new LinkedHashSet<>(values.members(ScopeSettings.RESOURCE_SERVER_IDENTIFIER));
    members.addAll(values.members(ScopeSettings.RESOURCE_SERVER_SCOPES));
    List<ResourceServer> servers = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (String name : members) {
      ConfigKey<URI> identifierKey = ScopeSettings.RESOURCE_SERVER_IDENTIFIER.member(name);
      ConfigKey<List<String>> scopesKey = ScopeSettings.RESOURCE_SERVER_SCOPES.member(name);
      List<String> scopes = read.value(scopesKey);
      for (String scope : scopes) {
        if (!known.knows(scope)) {
          read.problem(scopesKey, "names the scope " + scope + ", not in lockspire.known-scopes");
        }
      }
      Optional<URI> identifier =
          read.required(identifierKey, "is required for each resource server");
      if (identifier.isEmpty()) {
        continue;
      }
      String owner = owners.putIfAbsent(identifier.get().toString(), name);
      if (owner == null) {
        servers.add(new ResourceServer(name, identifier.get(), new LinkedHashSet<>(scopes)));
      } else {
        read.problem(identifierKey, "is the identifier of resource server " + owner + " too");
      }
    }
    return new ResourceServers(servers);
  }

  private Lifetimes lifetimes() {
    return new Lifetimes(
        read.value(LifetimeSettings.ACCESS_TOKEN_LIFETIME),
        read.value(LifetimeSettings.REFRESH_TOKEN_LIFETIME),
        read.value(LifetimeSettings.ID_TOKEN_LIFETIME),
        read.value(LifetimeSettings.AUTHORIZATION_CODE_LIFETIME),
        read.value(LifetimeSettings.INTERACTION_LIFETIME),
        read.value(LifetimeSettings.LOGOUT_COMPLETION_LIFETIME),
        read.value(LifetimeSettings.AUTHORIZATION_RESPONSE_LIFETIME));
  }

  private DiscoveryConfig discovery() {
    return new DiscoveryConfig(
        read.value(DiscoverySettings.ACR_VALUES),
        read.value(DiscoverySettings.CLAIMS),
        read.value(DiscoverySettings.UI_LOCALES),
        read.value(DiscoverySettings.DISPLAY_VALUES),
        read.optional(DiscoverySettings.SERVICE_DOCUMENTATION),
        read.optional(DiscoverySettings.OP_POLICY_URI),
        read.optional(DiscoverySettings.OP_TOS_URI),
        read.value(DiscoverySettings.PROMPT_CREATE),
        read.value(DiscoverySettings.PROMPT_SELECT_ACCOUNT));
  }

  private OutboundConfig outbound() {
    return new OutboundConfig(
        read.value(OutboundSettings.OUTBOUND_ALLOWED_TARGETS),
        read.value(OutboundSettings.OUTBOUND_ALLOWED_PORTS),
        read.optional(OutboundSettings.OUTBOUND_TRUSTED_CERTIFICATES).orElse(List.of()));
  }

  private RemoteJwksConfig remoteJwks() {
    return new RemoteJwksConfig(
        read.value(OutboundSettings.JWKS_CONNECT_TIMEOUT),
        read.value(OutboundSettings.JWKS_READ_TIMEOUT),
        read.value(OutboundSettings.JWKS_DEADLINE),
        read.value(OutboundSettings.JWKS_MAX_BYTES),
        read.value(OutboundSettings.JWKS_FRESHNESS),
        read.value(OutboundSettings.JWKS_REFRESH_INTERVAL),
        read.value(OutboundSettings.JWKS_FAILURE_MEMORY));
  }

  private JobsConfig jobs() {
    return new JobsConfig(
        read.value(JobSettings.JOBS_MODE),
        read.value(JobSettings.JOBS_THREADS),
        read.value(JobSettings.PRUNER_SCHEDULE),
        read.value(JobSettings.PRUNER_BATCH_SIZE));
  }
}
