package dev.lockspire.config;

import static dev.lockspire.config.ConfigSection.CONSOLE;
import static dev.lockspire.config.ConfigSection.DATABASE;
import static dev.lockspire.config.ConfigSection.DISCOVERY;
import static dev.lockspire.config.ConfigSection.ENCRYPTION;
import static dev.lockspire.config.ConfigSection.HTTP;
import static dev.lockspire.config.ConfigSection.JOBS;
import static dev.lockspire.config.ConfigSection.LIFETIMES;
import static dev.lockspire.config.ConfigSection.LOGOUT;
import static dev.lockspire.config.ConfigSection.MTLS;
import static dev.lockspire.config.ConfigSection.OUTBOUND;
import static dev.lockspire.config.ConfigSection.SCOPES;
import static dev.lockspire.config.ConfigSection.SEAMS;
import static dev.lockspire.config.ConfigSection.SIGNING;
import static dev.lockspire.config.ConfigSection.TOKENS;

import dev.lockspire.config.DatabaseConfig.MigrateMode;
import dev.lockspire.config.IntrospectionConfig.TokenTypeStyle;
import dev.lockspire.crypto.Secret;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of configuration keys: every key once, with its type, range, default and meaning. The
 * reader, the messages, the environment names and {@code docs/configuration.md} are made from it.
 */
public final class ConfigKeys {
  private static final List<ConfigKey<?>> TABLE = new ArrayList<>();

  private static final Duration NOTHING = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  public static final ConfigKey<URI> ISSUER =
      required(
          ConfigSection.ISSUER,
          "issuer",
          UriRules.issuer(),
          "The URL this provider is known by. Its path is the path Lockspire is mounted at."
              + " `https`, except for loopback hosts.");
  public static final ConfigKey<Boolean> ALLOW_INSECURE_ISSUER =
      key(
          ConfigSection.ISSUER,
          "allow-insecure-issuer",
          ValueTypes.bool(),
          "false",
          "Accepts an `http` issuer on any host. For test networks only.");

  public static final ConfigKey<String> DATASOURCE =
      optional(
          DATABASE,
          "datasource",
          ValueTypes.text("JNDI name"),
          "The host's `DataSource`. Either this or `lockspire.jdbc.url` is set, unless the host's"
              + " configurer supplies a `DataSource` object, which wins over both.");
  public static final ConfigKey<String> JDBC_URL =
      optional(
          DATABASE,
          "jdbc.url",
          ValueTypes.jdbcUrl(),
          "PostgreSQL database for a connection pool of Lockspire's own.");
  public static final ConfigKey<String> JDBC_USER =
      optional(DATABASE, "jdbc.user", ValueTypes.text("text"), "User for `lockspire.jdbc.url`.");
  public static final ConfigKey<Secret> JDBC_PASSWORD =
      optional(
          DATABASE,
          "jdbc.password",
          ValueTypes.secret("text"),
          "Password for `lockspire.jdbc.url`.");
  public static final ConfigKey<Integer> JDBC_POOL_SIZE =
      key(
          DATABASE,
          "jdbc.pool-size",
          ValueTypes.integer(1, 500),
          "10",
          "Connections in the pool for `lockspire.jdbc.url`.");
  public static final ConfigKey<String> STORAGE_SCHEMA =
      key(
          DATABASE,
          "storage.schema",
          ValueTypes.databaseIdentifier(),
          "lockspire",
          "The database schema that holds all of Lockspire's tables.");
  public static final ConfigKey<MigrateMode> MIGRATE =
      key(
          DATABASE,
          "migrate",
          words("mode", MigrateMode.values()),
          "validate",
          "What happens to the schema at start: `validate` refuses to start when a migration is"
              + " missing, `auto` applies it, `off` does not look.");

  public static final ConfigKey<Secret> MASTER_KEY =
      required(
          ENCRYPTION,
          "encryption.master-key",
          ValueTypes.masterKey(),
          "Seals private keys and verifiers at rest; every purpose derives its own key from it. The"
              + " same on all nodes.");
  public static final ConfigKey<List<Secret>> PREVIOUS_KEYS =
      key(
          ENCRYPTION,
          "encryption.previous-keys",
          ValueTypes.masterKey().list("list of keys"),
          "",
          "Master keys of before: they still open what they sealed.");

  public static final ConfigKey<String> ACCOUNT_RESOLVER =
      optional(
          SEAMS,
          "account-resolver",
          ValueTypes.className(),
          "The host's `AccountResolver`, when neither its configurer nor CDI supplies one.");
  public static final ConfigKey<String> CONSENT_POLICY =
      optional(
          SEAMS,
          "consent-policy",
          ValueTypes.className(),
          "The host's `ConsentPolicy`, when neither its configurer nor CDI supplies one.");
  public static final ConfigKey<String> CONSENT_VIEW =
      optional(
          SEAMS,
          "consent-view",
          ValueTypes.className(),
          "The host's `ConsentView`, when neither its configurer nor CDI supplies one.");
  public static final ConfigKey<String> LISTENER =
      optional(
          SEAMS,
          "listener",
          ValueTypes.className(),
          "The host's `LockspireListener`, when neither its configurer nor CDI supplies one.");
  public static final ConfigKey<String> OPERATOR_IDENTITY =
      optional(
          SEAMS,
          "operator-identity",
          ValueTypes.className(),
          "The host's `OperatorIdentity`, when neither its configurer nor CDI supplies one. Without"
              + " any, the container's caller and its roles `lockspire-operator` and"
              + " `lockspire-auditor` count.");

  public static final ConfigKey<List<String>> KNOWN_SCOPES =
      key(
          SCOPES,
          "known-scopes",
          ValueTypes.scope().list("list of scopes"),
          "",
          "Every scope a client may be allowed. `openid` is always known.");
  public static final ConfigKey<Map<String, Set<String>>> SCOPE_CLAIMS =
      key(
          SCOPES,
          "scope-claims",
          ScopeClaims.type(),
          "",
          "Claims that a scope asks for, beyond those of OpenID Connect. The account resolver is"
              + " asked for them; each scope also stands in `lockspire.known-scopes`.");
  public static final ConfigKey<URI> RESOURCE_SERVER_IDENTIFIER =
      optional(
          SCOPES,
          "resource-server.<name>.identifier",
          UriRules.resource(),
          "Resource indicator (RFC 8707) of an API: the audience of tokens meant for it. Required"
              + " for each `<name>` that is used; "
              + ConfigKey.MEMBER_RULE
              + ".");
  public static final ConfigKey<List<String>> RESOURCE_SERVER_SCOPES =
      key(
          SCOPES,
          "resource-server.<name>.scopes",
          ValueTypes.scope().list("list of scopes"),
          "",
          "The scopes that belong to that API; each also stands in `lockspire.known-scopes`.");

  public static final ConfigKey<Duration> ACCESS_TOKEN_LIFETIME =
      key(
          LIFETIMES,
          "lifetimes.access-token",
          ValueTypes.duration(SECOND, Duration.ofDays(30)),
          "PT1H",
          "How long an access token is valid.");
  public static final ConfigKey<Duration> REFRESH_TOKEN_LIFETIME =
      key(
          LIFETIMES,
          "lifetimes.refresh-token",
          ValueTypes.duration(SECOND, Duration.ofDays(3650)),
          "P30D",
          "How long a refresh token is valid.");
  public static final ConfigKey<Duration> ID_TOKEN_LIFETIME =
      key(
          LIFETIMES,
          "lifetimes.id-token",
          ValueTypes.duration(SECOND, DAY),
          "PT1H",
          "How long an ID token is valid.");
  public static final ConfigKey<Duration> AUTHORIZATION_CODE_LIFETIME =
      key(
          LIFETIMES,
          "lifetimes.authorization-code",
          ValueTypes.duration(SECOND, Duration.ofMinutes(10)),
          "PT60S",
          "How long an authorization code can be redeemed.");
  public static final ConfigKey<Duration> INTERACTION_LIFETIME =
      key(
          LIFETIMES,
          "lifetimes.interaction",
          ValueTypes.duration(Duration.ofSeconds(10), HOUR),
          "PT5M",
          "How long a person has to sign in and to consent.");
  public static final ConfigKey<Duration> LOGOUT_COMPLETION_LIFETIME =
      key(
          LIFETIMES,
          "lifetimes.logout-completion",
          ValueTypes.duration(Duration.ofSeconds(10), HOUR),
          "PT10M",
          "How long the host has to end its session and send the browser back.");

  public static final ConfigKey<Duration> REFRESH_GRACE =
      key(
          TOKENS,
          "refresh.grace",
          ValueTypes.duration(NOTHING, Duration.ofSeconds(60)),
          "PT10S",
          "How long the predecessor of a refresh token, presented again by the same client, is"
              + " answered with the same successor and not taken for theft. `PT0S` switches it"
              + " off.");
  public static final ConfigKey<Boolean> ACCESS_REVOKES_FAMILY =
      key(
          TOKENS,
          "revocation.access-revokes-family",
          ValueTypes.bool(),
          "false",
          "Whether revoking an access token also revokes its refresh token and all that came of"
              + " it.");
  public static final ConfigKey<TokenTypeStyle> TOKEN_TYPE_STYLE =
      key(
          TOKENS,
          "introspection.token-type-style",
          words("style", TokenTypeStyle.values()),
          "rfc7662",
          "What introspection answers as `token_type`: `rfc7662` says `Bearer` or `DPoP`,"
              + " `lockspire` says `access_token` or `refresh_token`.");
  public static final ConfigKey<Duration> CLOCK_SKEW =
      key(
          TOKENS,
          "clock-skew-seconds",
          ValueTypes.seconds(0, 120),
          "30",
          "How far the clocks of others may be off.");

  public static final ConfigKey<SigningConfig.Algorithm> SIGNING_ALG =
      key(
          SIGNING,
          "signing-alg",
          ValueTypes.oneOf("algorithm", List.of(SigningConfig.Algorithm.values()), Enum::name),
          "ES256",
          "What signs access tokens of clients that choose nothing else.");
  public static final ConfigKey<SigningConfig.Provider> SIGNING_PROVIDER =
      key(
          SIGNING,
          "signing-provider",
          words("provider", SigningConfig.Provider.values()),
          "auto",
          "What computes signatures. `auto` takes the first healthy one of Amazon Corretto Crypto"
              + " Provider, BouncyCastle and the JDK.");
  public static final ConfigKey<Duration> MIN_PUBLISH_AGE =
      key(
          SIGNING,
          "keys.min-publish-age",
          ValueTypes.duration(NOTHING, Duration.ofDays(365)),
          "PT1H",
          "How long a new key is published before it may sign.");
  public static final ConfigKey<Duration> MIN_RETIRE_AGE =
      key(
          SIGNING,
          "keys.min-retire-age",
          ValueTypes.duration(NOTHING, Duration.ofDays(365)),
          "PT2H",
          "How long a key stays published after it stopped signing.");

  public static final ConfigKey<List<String>> ACR_VALUES =
      key(
          DISCOVERY,
          "discovery.acr-values-supported",
          ValueTypes.text("text").list("list"),
          "",
          "Authentication contexts the host can establish (`acr_values_supported`).");
  public static final ConfigKey<List<String>> CLAIMS =
      key(
          DISCOVERY,
          "discovery.claims-supported",
          ValueTypes.text("text").list("list"),
          "",
          "Claims the host can supply (`claims_supported`).");
  public static final ConfigKey<List<String>> UI_LOCALES =
      key(
          DISCOVERY,
          "discovery.ui-locales-supported",
          ValueTypes.languageTag().list("list of language tags"),
          "",
          "Languages of the host's pages (`ui_locales_supported`).");
  public static final ConfigKey<List<String>> DISPLAY_VALUES =
      key(
          DISCOVERY,
          "discovery.display-values",
          ValueTypes.<String>oneOf(
                  "text", List.of("page", "popup", "touch", "wap"), String::toString)
              .list("list"),
          "",
          "Kinds of display the host's pages suit (`display_values_supported`).");
  public static final ConfigKey<URI> SERVICE_DOCUMENTATION =
      optional(
          DISCOVERY,
          "discovery.service-documentation",
          UriRules.page(),
          "A page for developers (`service_documentation`).");
  public static final ConfigKey<URI> OP_POLICY_URI =
      optional(
          DISCOVERY,
          "discovery.op-policy-uri",
          UriRules.page(),
          "How relying parties may use the data (`op_policy_uri`).");
  public static final ConfigKey<URI> OP_TOS_URI =
      optional(
          DISCOVERY, "discovery.op-tos-uri", UriRules.page(), "Terms of service (`op_tos_uri`).");
  public static final ConfigKey<Boolean> PROMPT_CREATE =
      key(
          DISCOVERY,
          "discovery.prompt-create-supported",
          ValueTypes.bool(),
          "false",
          "Whether the host offers sign-up: `prompt=create` is accepted and published.");
  public static final ConfigKey<Boolean> PROMPT_SELECT_ACCOUNT =
      key(
          DISCOVERY,
          "discovery.prompt-select-account-supported",
          ValueTypes.bool(),
          "false",
          "Whether the host offers a choice of accounts: `prompt=select_account` is accepted and"
              + " published.");

  public static final ConfigKey<String> LOGOUT_PATH =
      optional(
          LOGOUT,
          "logout-path",
          ValueTypes.localPath(),
          "The host's page that ends its session, for a host whose account resolver has no logout"
              + " redirect of its own.");
  public static final ConfigKey<Boolean> REVOKE_OFFLINE_ACCESS =
      key(
          LOGOUT,
          "logout.revoke-offline-access",
          ValueTypes.bool(),
          "false",
          "Whether logout also revokes refresh tokens that were granted `offline_access`.");

  public static final ConfigKey<Integer> MAX_BODY_BYTES =
      key(
          HTTP,
          "http.max-body-bytes",
          ValueTypes.integer(1024, 1_048_576),
          "65536",
          "Bytes of a request body; more is answered 413.");
  public static final ConfigKey<Integer> MAX_QUERY_BYTES =
      key(
          HTTP,
          "http.max-query-bytes",
          ValueTypes.integer(1024, 65_536),
          "16384",
          "Bytes of a query string.");
  public static final ConfigKey<Integer> MAX_PARAMETERS =
      key(
          HTTP,
          "http.max-parameters",
          ValueTypes.integer(10, 10_000),
          "200",
          "Parameters of a query or form.");

  public static final ConfigKey<MtlsConfig.Extractor> MTLS_EXTRACTOR =
      optional(
          MTLS,
          "mtls.extractor",
          words("extractor", MtlsConfig.Extractor.values()),
          "Where client certificates come from: `direct`, the TLS connection of the container;"
              + " `proxy-header`, a header that a trusted proxy sets. Not set: nowhere, and no"
              + " client can authenticate with one.");
  public static final ConfigKey<String> MTLS_PROXY_HEADER =
      optional(
          MTLS,
          "mtls.proxy.header",
          ValueTypes.headerName(),
          "The header in which the proxy passes the certificate. Required for `proxy-header`; the"
              + " proxy must overwrite what a client sends under this name.");
  public static final ConfigKey<CertificateSource.Format> MTLS_PROXY_FORMAT =
      optional(
          MTLS,
          "mtls.proxy.format",
          ValueTypes.oneOf(
              "format",
              List.of(CertificateSource.Format.values()),
              value -> value.name().toLowerCase(Locale.ROOT)),
          "How the proxy writes the certificate; required for `proxy-header`. `url_encoded_pem`:"
              + " PEM, percent-encoded or folded into one line (nginx, AWS ALB); `envoy_xfcc`: the"
              + " element `Cert` of `x-forwarded-client-cert`; `rfc9440`: as in `Client-Cert`;"
              + " `base64_der`: the DER form in Base64.");
  public static final ConfigKey<String> MTLS_PROXY_VERIFIED_HEADER =
      optional(
          MTLS,
          "mtls.proxy.verified-header",
          ValueTypes.headerName(),
          "The header in which the proxy says how verifying the chain went. When set, a certificate"
              + " without the right value beside it is refused.");
  public static final ConfigKey<String> MTLS_PROXY_VERIFIED_VALUE =
      optional(
          MTLS,
          "mtls.proxy.verified-value",
          ValueTypes.text("text"),
          "What `lockspire.mtls.proxy.verified-header` holds, exactly, when the chain was verified:"
              + " `SUCCESS` for nginx.");
  public static final ConfigKey<MtlsConfig.Mode> MTLS_MODE =
      key(
          MTLS,
          "mtls.mode",
          words("mode", MtlsConfig.Mode.values()),
          "optional",
          "Whether a request must come with a certificate. `optional`: only what needs one refuses"
              + " a request without. `required`: every request to the mount without one is answered"
              + " 400, those of browsers too; for a mount that machines alone use.");
  public static final ConfigKey<URI> MTLS_ISSUER =
      optional(
          MTLS,
          "mtls.issuer",
          UriRules.tlsIssuer(),
          "The issuer's URL on a host that asks for client certificates, when the issuer's own host"
              + " does not: published in `mtls_endpoint_aliases` (RFC 8705 §5). Same path as"
              + " `lockspire.issuer`.");
  public static final ConfigKey<List<X509Certificate>> MTLS_TRUST_ANCHORS =
      optional(
          MTLS,
          "mtls.trust-anchors",
          CertificatesFile.type(),
          "Authorities that the chain of a `tls_client_auth` client must lead to. Set it when"
              + " whoever ends the TLS connection lets unverified certificates through, as it must"
              + " for `self_signed_tls_client_auth`. Not set: chains are taken to be verified"
              + " already.");
  public static final ConfigKey<List<Cidr>> TRUSTED_PROXIES =
      key(
          MTLS,
          "trusted-proxies",
          ValueTypes.addresses().list("list of addresses"),
          "",
          "Addresses that the reverse proxies connect from, in CIDR notation. Headers about a"
              + " connection count from these only.");
  public static final ConfigKey<List<AllowedTarget>> OUTBOUND_ALLOWED_TARGETS =
      key(
          OUTBOUND,
          "outbound.allowed-targets",
          AllowedTargetText.type().list("list of targets"),
          "",
          "What outgoing requests may reach although it is not public. A block of addresses or an"
              + " address opens just these; a host opens its private and loopback addresses, and"
              + " with a port that port of this host. Everything else that is not public is"
              + " refused.");
  public static final ConfigKey<List<PortRange>> OUTBOUND_ALLOWED_PORTS =
      key(
          OUTBOUND,
          "outbound.allowed-ports",
          PortRange.type().list("list of ports"),
          "443",
          "The ports that outgoing requests may go to, whatever the target.");
  public static final ConfigKey<List<X509Certificate>> OUTBOUND_TRUSTED_CERTIFICATES =
      optional(
          OUTBOUND,
          "outbound.trusted-certificates",
          CertificatesFile.type(),
          "Certificates that outgoing requests trust beside those that the JVM trusts.");
  public static final ConfigKey<Duration> JWKS_CONNECT_TIMEOUT =
      key(
          OUTBOUND,
          "jwks.fetch.connect-timeout-millis",
          ValueTypes.millis(50, 1000),
          "1000",
          "How long a connection to the host of a client's `jwks_uri` may take.");
  public static final ConfigKey<Duration> JWKS_READ_TIMEOUT =
      key(
          OUTBOUND,
          "jwks.fetch.read-timeout-millis",
          ValueTypes.millis(50, 1000),
          "1000",
          "How long that host may be silent.");
  public static final ConfigKey<Duration> JWKS_DEADLINE =
      key(
          OUTBOUND,
          "jwks.fetch.deadline-millis",
          ValueTypes.millis(100, 3000),
          "3000",
          "How long a fetch may take in all, from looking up the host's name to the last byte.");
  public static final ConfigKey<Integer> JWKS_MAX_BYTES =
      key(
          OUTBOUND,
          "jwks.fetch.max-bytes",
          ValueTypes.integer(1024, 262_144),
          "262144",
          "Bytes of a client's key set; a larger one is refused.");
  public static final ConfigKey<Duration> JWKS_FRESHNESS =
      key(
          OUTBOUND,
          "jwks.freshness",
          ValueTypes.duration(Duration.ofSeconds(10), Duration.ofMinutes(15)),
          "PT15M",
          "How long a fetched key set serves before it is fetched again.");
  public static final ConfigKey<Duration> JWKS_REFRESH_INTERVAL =
      key(
          OUTBOUND,
          "jwks.refresh-interval",
          ValueTypes.duration(SECOND, HOUR),
          "PT10S",
          "How often at most a node fetches one `jwks_uri` out of turn because the keys at hand do"
              + " not fit. Without a bound, made-up key ids would turn this server against that"
              + " host.");
  public static final ConfigKey<Duration> JWKS_FAILURE_MEMORY =
      key(
          OUTBOUND,
          "jwks.failure-memory",
          ValueTypes.duration(SECOND, Duration.ofMinutes(5)),
          "PT10S",
          "How long a `jwks_uri` that could not be fetched is not tried again.");

  public static final ConfigKey<JobsConfig.Mode> JOBS_MODE =
      key(
          JOBS,
          "jobs.mode",
          words("mode", JobsConfig.Mode.values()),
          "enabled",
          "Whether this node runs jobs: `enabled`, `disabled`, or `inline` in the thread that asks"
              + " (for tests).");
  public static final ConfigKey<Integer> JOBS_THREADS =
      key(
          JOBS,
          "jobs.threads",
          ValueTypes.integer(1, 64),
          "2",
          "Threads of this node's scheduler.");
  public static final ConfigKey<PrunerSchedule> PRUNER_SCHEDULE =
      key(
          JOBS,
          "pruner.schedule",
          ValueType.of(
              "schedule",
              "`hourly`, `off` or a Quartz cron expression",
              PrunerSchedule::parse,
              schedule -> {}),
          "hourly",
          "When expired rows are swept.");
  public static final ConfigKey<Integer> PRUNER_BATCH_SIZE =
      key(
          JOBS,
          "pruner.batch-size",
          ValueTypes.integer(1, 100_000),
          "1000",
          "Rows the sweep deletes in one statement.");
  public static final ConfigKey<Duration> AUDIT_RETENTION =
      optional(
          JOBS,
          "audit.retention",
          ValueTypes.duration(DAY, Duration.ofDays(36_500)),
          "How long audit rows are kept. Not set: for ever.");
  public static final ConfigKey<Duration> REFUSALS_RETENTION =
      key(
          JOBS,
          "refusals.retention",
          ValueTypes.duration(HOUR, Duration.ofDays(90)),
          "P7D",
          "How long a refused request can be explained in the console.");
  public static final ConfigKey<Integer> REFUSALS_MAX_ROWS =
      key(
          JOBS,
          "refusals.max-rows",
          ValueTypes.integer(100, 10_000_000),
          "100000",
          "How many refused requests are kept at most; the oldest go first.");

  public static final ConfigKey<ConsoleGuard> ADMIN_GUARD =
      key(
          CONSOLE,
          "admin.guard",
          ValueType.of(
              "guard",
              "`container`, `filter:` and the name of a filter, or `external`",
              ConsoleGuard::parse,
              guard -> {}),
          "container",
          "What keeps others from the console; without it the application does not start."
              + " `container`: a `security-constraint` of the host's `web.xml` that covers the"
              + " console; `filter:<name>`: a filter of the host that is mapped to it; `external`:"
              + " something this application cannot see, such as a reverse proxy. Asked only where"
              + " the console is.");

  private static final List<ConfigKey<?>> ALL = List.copyOf(TABLE);

  private ConfigKeys() {}

  /** The table, in the order of the reference. */
  public static List<ConfigKey<?>> all() {
    return ALL;
  }

  /** The row for a key as it is written; for a member of a family, the row of that member. */
  public static Optional<ConfigKey<?>> find(String name) {
    for (ConfigKey<?> key : ALL) {
      if (key.name().equals(name)) {
        return Optional.of(key);
      }
      Optional<String> member = key.memberOf(name);
      if (member.isPresent()) {
        return Optional.of(key.member(member.get()));
      }
    }
    return Optional.empty();
  }

  private static <T> ConfigKey<T> required(
      ConfigSection section, String name, ValueType<T> type, String description) {
    return row(section, name, type, ConfigKey.Presence.REQUIRED, Optional.empty(), description);
  }

  private static <T> ConfigKey<T> optional(
      ConfigSection section, String name, ValueType<T> type, String description) {
    return row(section, name, type, ConfigKey.Presence.OPTIONAL, Optional.empty(), description);
  }

  private static <T> ConfigKey<T> key(
      ConfigSection section, String name, ValueType<T> type, String standard, String description) {
    return row(
        section, name, type, ConfigKey.Presence.OPTIONAL, Optional.of(standard), description);
  }

  private static <T> ConfigKey<T> row(
      ConfigSection section,
      String name,
      ValueType<T> type,
      ConfigKey.Presence presence,
      Optional<String> defaultText,
      String description) {
    ConfigKey<T> key =
        new ConfigKey<>(section, ConfigKey.PREFIX + name, type, presence, defaultText, description);
    TABLE.add(key);
    return key;
  }

  private static <E extends Enum<E>> ValueType<E> words(String name, E[] values) {
    return ValueTypes.oneOf(
        name, List.of(values), value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
