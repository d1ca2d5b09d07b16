package dev.lockspire.config;

import java.time.Duration;
import java.util.List;

/** Keys of {@link ConfigKeys}: how long things last. */
final class LifetimeSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.LIFETIMES);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  static final ConfigKey<Duration> ACCESS_TOKEN_LIFETIME =
      TABLE.key(
          "lifetimes.access-token",
          ValueTypes.duration(SECOND, Duration.ofDays(30)),
          "PT1H",
          "How long an access token is valid.");
  static final ConfigKey<Duration> REFRESH_TOKEN_LIFETIME =
      TABLE.key(
          "lifetimes.refresh-token",
          ValueTypes.duration(SECOND, Duration.ofDays(3650)),
          "P30D",
          "How long a refresh token is valid.");
  static final ConfigKey<Duration> ID_TOKEN_LIFETIME =
      TABLE.key(
          "lifetimes.id-token",
          ValueTypes.duration(SECOND, DAY),
          "PT1H",
          "How long an ID token is valid.");
  static final ConfigKey<Duration> AUTHORIZATION_CODE_LIFETIME =
      TABLE.key(
          "lifetimes.authorization-code",
          ValueTypes.duration(SECOND, Duration.ofMinutes(10)),
          "PT60S",
          "How long an authorization code can be redeemed.");
  static final ConfigKey<Duration> INTERACTION_LIFETIME =
      TABLE.key(
          "lifetimes.interaction",
          ValueTypes.duration(Duration.ofSeconds(10), HOUR),
          "PT5M",
          "How long a person has to sign in and to consent.");
  static final ConfigKey<Duration> PUSHED_REQUEST_LIFETIME =
      TABLE.key(
          "lifetimes.pushed-request",
          ValueTypes.duration(Duration.ofSeconds(60), Duration.ofSeconds(599)),
          "PT5M",
          "How long a client has to send the browser with the reference to a pushed request. FAPI"
              + " 2.0 demands less than 600 seconds.");
  static final ConfigKey<Duration> LOGOUT_COMPLETION_LIFETIME =
      TABLE.key(
          "lifetimes.logout-completion",
          ValueTypes.duration(Duration.ofSeconds(10), HOUR),
          "PT10M",
          "How long the host has to end its session and send the browser back.");
  static final ConfigKey<Duration> AUTHORIZATION_RESPONSE_LIFETIME =
      TABLE.key(
          "lifetimes.authorization-response",
          ValueTypes.duration(SECOND, Duration.ofMinutes(10)),
          "PT10M",
          "How long the JWT of a signed authorization response (JARM) is valid. Ten minutes is the"
              + " most that its specification recommends.");

  private LifetimeSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
