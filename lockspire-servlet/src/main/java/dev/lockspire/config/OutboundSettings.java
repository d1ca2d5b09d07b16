package dev.lockspire.config;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** Keys of {@link ConfigKeys}: what outgoing requests may reach, and how long they may take. */
final class OutboundSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.OUTBOUND);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  static final ConfigKey<List<AllowedTarget>> OUTBOUND_ALLOWED_TARGETS =
      TABLE.key(
          "outbound.allowed-targets",
          AllowedTargetText.type().list("list of targets"),
          "",
          "What outgoing requests may reach although it is not public. A block of addresses or an"
              + " address opens just these; a host opens its private and loopback addresses, and"
              + " with a port that port of this host. Everything else that is not public is"
              + " refused.");
  static final ConfigKey<List<PortRange>> OUTBOUND_ALLOWED_PORTS =
      TABLE.key(
          "outbound.allowed-ports",
          PortRange.type().list("list of ports"),
          "443",
          "The ports that outgoing requests may go to, whatever the target.");
  static final ConfigKey<List<X509Certificate>> OUTBOUND_TRUSTED_CERTIFICATES =
      TABLE.optional(
          "outbound.trusted-certificates",
          CertificatesFile.type(),
          "Certificates that outgoing requests trust beside those that the JVM trusts.");
  static final ConfigKey<Duration> JWKS_CONNECT_TIMEOUT =
      TABLE.key(
          "jwks.fetch.connect-timeout-millis",
          ValueTypes.millis(50, 1000),
          "1000",
          "How long a connection to the host of a client's `jwks_uri` may take.");
  static final ConfigKey<Duration> JWKS_READ_TIMEOUT =
      TABLE.key(
          "jwks.fetch.read-timeout-millis",
          ValueTypes.millis(50, 1000),
          "1000",
          "How long that host may be silent.");
  static final ConfigKey<Duration> JWKS_DEADLINE =
      TABLE.key(
          "jwks.fetch.deadline-millis",
          ValueTypes.millis(100, 3000),
          "3000",
          "How long a fetch may take in all, from looking up the host's name to the last byte.");
  static final ConfigKey<Integer> JWKS_MAX_BYTES =
      TABLE.key(
          "jwks.fetch.max-bytes",
          ValueTypes.integer(1024, 262_144),
          "262144",
          "Bytes of a client's key set; a larger one is refused.");
  static final ConfigKey<Duration> JWKS_FRESHNESS =
      TABLE.key(
          "jwks.freshness",
          ValueTypes.duration(Duration.ofSeconds(10), Duration.ofMinutes(15)),
          "PT15M",
          "How long a fetched key set serves before it is fetched again.");
  static final ConfigKey<Duration> JWKS_REFRESH_INTERVAL =
      TABLE.key(
          "jwks.refresh-interval",
          ValueTypes.duration(SECOND, HOUR),
          "PT10S",
          "How often at most a node fetches one `jwks_uri` out of turn because the keys at hand do"
              + " not fit. Without a bound, made-up key ids would turn this server against that"
              + " host.");
  static final ConfigKey<Duration> JWKS_FAILURE_MEMORY =
      TABLE.key(
          "jwks.failure-memory",
          ValueTypes.duration(SECOND, Duration.ofMinutes(5)),
          "PT10S",
          "How long a `jwks_uri` that could not be fetched is not tried again.");

  private OutboundSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
