package dev.lockspire.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration of one deployment, validated and immutable. The keys behind it are listed
 * in {@link ConfigKeys} and {@code docs/configuration.md}.
 *
 * @param issuer who this provider is
 * @param database where the tables are
 * @param encryption keys for sealing at rest
 * @param seams classes of the host
 * @param scopes scopes this provider knows
 * @param resourceServers APIs it issues tokens for
 * @param lifetimes how long what is issued stays valid
 * @param pushedRequests how references to pushed requests are taken
 * @param requestObjects how request objects are taken
 * @param rar authorization details
 * @param refresh rotation of refresh tokens
 * @param dpop tokens that are bound to a key
 * @param revocation what revoking a token takes along
 * @param introspection style of introspection responses
 * @param clockSkew how far the clocks of others may be off
 * @param signing how tokens are signed
 * @param keys the pace of key rotation
 * @param discovery what only the host can say of itself
 * @param logout RP-initiated logout
 * @param http what a request may cost
 * @param mtls certificates of clients
 * @param trustedProxies whose word counts about the connections they forward
 * @param outbound where outgoing requests may go
 * @param remoteJwks how key sets of clients are fetched
 * @param jobs work in the background
 * @param audit the durable trail
 * @param metrics what is counted
 * @param consoleGuard what stands in front of the console
 * @param placeholders fills {@code ${key}} in texts
 */
public record LockspireConfig(
    IssuerConfig issuer,
    DatabaseConfig database,
    EncryptionConfig encryption,
    SeamsConfig seams,
    ScopesConfig scopes,
    ResourceServers resourceServers,
    Lifetimes lifetimes,
    PushedRequestsConfig pushedRequests,
    RequestObjectsConfig requestObjects,
    RarConfig rar,
    RefreshConfig refresh,
    DpopConfig dpop,
    RevocationConfig revocation,
    IntrospectionConfig introspection,
    ClockSkew clockSkew,
    SigningConfig signing,
    KeysConfig keys,
    DiscoveryConfig discovery,
    LogoutConfig logout,
    HttpConfig http,
    MtlsConfig mtls,
    TrustedProxies trustedProxies,
    OutboundConfig outbound,
    RemoteJwksConfig remoteJwks,
    JobsConfig jobs,
    AuditConfig audit,
    MetricsConfig metrics,
    ConsoleGuard consoleGuard,
    Placeholders placeholders) {

  /**
   * Reads and validates all sources.
   *
   * @throws ConfigurationException with every problem there is
   */
  public static LockspireConfig load(ConfigurationSources sources) {
    return new ConfigLoader(sources).load();
  }

  /**
   * The configuration these values make, for tests and programs without other sources. When they
   * name no database, it is taken that the caller supplies the {@code DataSource}.
   *
   * @throws ConfigurationException with every problem there is
   */
  public static LockspireConfig of(Map<String, String> values) {
    boolean namesDatabase =
        values.containsKey(DatabaseSettings.DATASOURCE.name())
            || values.containsKey(DatabaseSettings.JDBC_URL.name());
    return load(
        new ConfigurationSources(
            List.of(ConfigurationSource.of("given value", values)), !namesDatabase));
  }

  /**
   * What holds for one key.
   *
   * @param value empty when nothing is written and there is no default; masked when it is secret
   * @param source where it is written; empty when the default holds
   * @param section the heading it is documented under
   */
  public record Setting(
      String key,
      Optional<String> value,
      Optional<String> source,
      String section,
      boolean secret) {}

  /** What holds for every key, in the order of the reference. */
  public List<Setting> settings() {
    return EffectiveSettings.of(placeholders.values());
  }

  /**
   * A text with every {@code ${key}} filled in from any source; see {@link Placeholders#resolve}.
   *
   * @throws ConfigurationException when a key is unknown, has no value or is secret
   */
  public String resolve(String text) {
    return placeholders.resolve(text);
  }
}
