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
    RefreshConfig refresh = new RefreshConfig(read.value(ConfigKeys.REFRESH_GRACE));
    RevocationConfig revocation =
        new RevocationConfig(read.value(ConfigKeys.ACCESS_REVOKES_FAMILY));
    IntrospectionConfig introspection =
        new IntrospectionConfig(read.value(ConfigKeys.TOKEN_TYPE_STYLE));
    ClockSkew clockSkew = new ClockSkew(read.value(ConfigKeys.CLOCK_SKEW));
    SigningConfig signing =
        new SigningConfig(
            read.value(ConfigKeys.SIGNING_ALG), read.value(ConfigKeys.SIGNING_PROVIDER));
    KeysConfig keys =
        new KeysConfig(
            read.value(ConfigKeys.MIN_PUBLISH_AGE), read.value(ConfigKeys.MIN_RETIRE_AGE));
    DiscoveryConfig discovery = discovery();
    LogoutConfig logout =
        new LogoutConfig(
            read.optional(ConfigKeys.LOGOUT_PATH), read.value(ConfigKeys.REVOKE_OFFLINE_ACCESS));
    HttpConfig http =
        new HttpConfig(
            read.value(ConfigKeys.MAX_BODY_BYTES),
            read.value(ConfigKeys.MAX_QUERY_BYTES),
            read.value(ConfigKeys.MAX_PARAMETERS));
    TrustedProxies trustedProxies = new TrustedProxies(read.value(ConfigKeys.TRUSTED_PROXIES));
    Optional<MtlsConfig> mtls = new MtlsReading(read).read(issuer, trustedProxies);
    OutboundConfig outbound = outbound();
    RemoteJwksConfig remoteJwks = remoteJwks();
    JobsConfig jobs = jobs();
    AuditConfig audit =
        new AuditConfig(
            read.optional(ConfigKeys.AUDIT_RETENTION),
            read.value(ConfigKeys.REFUSALS_RETENTION),
            read.value(ConfigKeys.REFUSALS_MAX_ROWS));
    ConsoleGuard consoleGuard = read.value(ConfigKeys.ADMIN_GUARD);
    refuseProblems();
    return new LockspireConfig(
        issuer.orElseThrow(),
        database.orElseThrow(),
        encryption.orElseThrow(),
        seams,
        scopes,
        resourceServers,
        lifetimes,
        refresh,
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
    boolean allowInsecure = read.value(ConfigKeys.ALLOW_INSECURE_ISSUER);
    return read.required(ConfigKeys.ISSUER, "is required: the URL this provider is known by")
        .flatMap(
            issuer ->
                read.attempt(ConfigKeys.ISSUER, () -> new IssuerConfig(issuer, allowInsecure)));
  }

  private Optional<DatabaseConfig> database() {
    boolean jndi = read.isSet(ConfigKeys.DATASOURCE);
    boolean jdbc = read.isSet(ConfigKeys.JDBC_URL);
    if (!sources.dataSourceSupplied() && !jndi && !jdbc) {
      read.problem(
          ConfigKeys.DATASOURCE,
          "is required, unless lockspire.jdbc.url is set or the host's configurer supplies a"
              + " DataSource; see "
              + ConfigKeys.DATASOURCE.documentedAt());
    }
    // A DataSource of the host's wins over both keys; what is written is still checked.
    Optional<String> jndiName = unlessSupplied(read.optional(ConfigKeys.DATASOURCE));
    Optional<String> jdbcUrl = unlessSupplied(read.optional(ConfigKeys.JDBC_URL));
    var user = read.optional(ConfigKeys.JDBC_USER);
    var password = read.optional(ConfigKeys.JDBC_PASSWORD);
    int poolSize = read.value(ConfigKeys.JDBC_POOL_SIZE);
    String schema = read.value(ConfigKeys.STORAGE_SCHEMA);
    var migrate = read.value(ConfigKeys.MIGRATE);
    return read.attempt(
        ConfigKeys.JDBC_URL,
        () -> new DatabaseConfig(jndiName, jdbcUrl, user, password, poolSize, schema, migrate));
  }

  private Optional<String> unlessSupplied(Optional<String> place) {
    return sources.dataSourceSupplied() ? Optional.empty() : place;
  }

  private Optional<EncryptionConfig> encryption() {
    var previous = read.value(ConfigKeys.PREVIOUS_KEYS);
    return read.required(
            ConfigKeys.MASTER_KEY, "is required: make one with openssl rand -base64 32")
        .map(masterKey -> new EncryptionConfig(masterKey, previous));
  }

  private SeamsConfig seams() {
    return new SeamsConfig(
        read.optional(ConfigKeys.ACCOUNT_RESOLVER),
        read.optional(ConfigKeys.CONSENT_POLICY),
        read.optional(ConfigKeys.CONSENT_VIEW),
        read.optional(ConfigKeys.LISTENER),
        read.optional(ConfigKeys.OPERATOR_IDENTITY));
  }

  private ScopesConfig scopes() {
    ScopesConfig scopes =
        new ScopesConfig(
            new LinkedHashSet<>(read.value(ConfigKeys.KNOWN_SCOPES)),
            read.value(ConfigKeys.SCOPE_CLAIMS));
    for (String scope : scopes.claims().keySet()) {
      if (!scopes.knows(scope)) {
        read.problem(
            ConfigKeys.SCOPE_CLAIMS,
            "names the scope " + scope + ", not in lockspire.known-scopes");
      }
    }
    return scopes;
  }

  private ResourceServers resourceServers(ScopesConfig known) {
    LinkedHashSet<String> members =
        new LinkedHashSet<>(values.members(ConfigKeys.RESOURCE_SERVER_IDENTIFIER));
    members.addAll(values.members(ConfigKeys.RESOURCE_SERVER_SCOPES));
    List<ResourceServer> servers = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (String name : members) {
      ConfigKey<URI> identifierKey = ConfigKeys.RESOURCE_SERVER_IDENTIFIER.member(name);
      ConfigKey<List<String>> scopesKey = ConfigKeys.RESOURCE_SERVER_SCOPES.member(name);
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
        read.value(ConfigKeys.ACCESS_TOKEN_LIFETIME),
        read.value(ConfigKeys.REFRESH_TOKEN_LIFETIME),
        read.value(ConfigKeys.ID_TOKEN_LIFETIME),
        read.value(ConfigKeys.AUTHORIZATION_CODE_LIFETIME),
        read.value(ConfigKeys.INTERACTION_LIFETIME),
        read.value(ConfigKeys.LOGOUT_COMPLETION_LIFETIME));
  }

  private DiscoveryConfig discovery() {
    return new DiscoveryConfig(
        read.value(ConfigKeys.ACR_VALUES),
        read.value(ConfigKeys.CLAIMS),
        read.value(ConfigKeys.UI_LOCALES),
        read.value(ConfigKeys.DISPLAY_VALUES),
        read.optional(ConfigKeys.SERVICE_DOCUMENTATION),
        read.optional(ConfigKeys.OP_POLICY_URI),
        read.optional(ConfigKeys.OP_TOS_URI),
        read.value(ConfigKeys.PROMPT_CREATE),
        read.value(ConfigKeys.PROMPT_SELECT_ACCOUNT));
  }

  private OutboundConfig outbound() {
    return new OutboundConfig(
        read.value(ConfigKeys.OUTBOUND_ALLOWED_TARGETS),
        read.value(ConfigKeys.OUTBOUND_ALLOWED_PORTS),
        read.optional(ConfigKeys.OUTBOUND_TRUSTED_CERTIFICATES).orElse(List.of()));
  }

  private RemoteJwksConfig remoteJwks() {
    return new RemoteJwksConfig(
        read.value(ConfigKeys.JWKS_CONNECT_TIMEOUT),
        read.value(ConfigKeys.JWKS_READ_TIMEOUT),
        read.value(ConfigKeys.JWKS_DEADLINE),
        read.value(ConfigKeys.JWKS_MAX_BYTES),
        read.value(ConfigKeys.JWKS_FRESHNESS),
        read.value(ConfigKeys.JWKS_REFRESH_INTERVAL),
        read.value(ConfigKeys.JWKS_FAILURE_MEMORY));
  }

  private JobsConfig jobs() {
    return new JobsConfig(
        read.value(ConfigKeys.JOBS_MODE),
        read.value(ConfigKeys.JOBS_THREADS),
        read.value(ConfigKeys.PRUNER_SCHEDULE),
        read.value(ConfigKeys.PRUNER_BATCH_SIZE));
  }
}
