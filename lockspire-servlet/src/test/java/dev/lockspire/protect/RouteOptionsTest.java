package dev.lockspire.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.config.LockspireConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("122 Start-up checks")
class RouteOptionsTest {
  private static final LockspireConfig CONFIG =
      LockspireConfig.of(
          Map.of(
              "lockspire.issuer", "https://id.example.com/lockspire",
              "lockspire.encryption.master-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
              "lockspire.known-scopes", "read:billing",
              "lockspire.resource-server.api.identifier", "https://shop.example/api"));

  private static RouteRules read(String... parameters) {
    RouteOptions options = new RouteOptions(CONFIG::resolve);
    for (int i = 0; i < parameters.length; i += 2) {
      options.with(parameters[i], parameters[i + 1]);
    }
    return options.rules();
  }

  private static void assertWrong(String message, String... parameters) {
    assertThatThrownBy(() -> read(parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("without options any token of this server will do, judged locally, without skew")
  void nothing() {
    assertThat(read()).isEqualTo(RouteRules.anyToken());
  }

  @Test
  @DisplayName("every option, its names in camel case, with underscores or with hyphens")
  void everything() {
    RouteRules rules =
        read(
            "scopes", " read:billing,\n write:billing ",
            "audiences", "a b",
            "enforce-audience", "true",
            "acr", "mfa phr",
            "max_age", "300",
            "token-lookup", "database",
            "clock_skew", "60");

    assertThat(rules.scopes()).containsExactly("read:billing", "write:billing");
    assertThat(rules.audiences()).containsExactly("a", "b");
    assertThat(rules.acr()).containsExactly("mfa", "phr");
    assertThat(rules.maxAge()).contains(Duration.ofMinutes(5));
    assertThat(rules.asksDatabase()).isTrue();
    assertThat(rules.clockSkew()).isEqualTo(Duration.ofMinutes(1));
    assertThat(read("audience", "a").audiences()).containsExactly("a");
    assertThat(read("enforceAudience", "false").audiences()).isEmpty();
  }

  @Test
  @DisplayName("${key} is filled in; an unknown key is an error")
  void placeholders() {
    assertThat(read("audience", "${lockspire.resource-server.api.identifier}").audiences())
        .containsExactly("https://shop.example/api");
    assertWrong("shop.nowhere", "audience", "${shop.nowhere}");
    assertWrong("secret", "audience", "${lockspire.encryption.master-key}");
  }

  @Test
  @DisplayName("enforce_audience without audience -> start-up error")
  void enforced() {
    assertWrong("enforce_audience demands", "enforce_audience", "true");
    assertWrong("true or false", "enforce_audience", "yes");
  }

  @Test
  @DisplayName("both options, blank values -> start-up error")
  void contradictions() {
    assertWrong("exclude each other", "audience", "a", "audiences", "b");
    assertWrong("audience has a blank value", "audience", " ");
    assertWrong("audiences has a blank value", "audiences", "");
    assertWrong("scopes has a blank value", "scopes", "  ");
    assertWrong("acr has a blank value", "acr", "");
    assertThatThrownBy(
            () ->
                new RouteOptions(CONFIG::resolve)
                    .with(RouteOption.SCOPES, List.of("a", ""))
                    .rules())
        .hasMessageContaining("scopes has a blank value");
  }

  @Test
  @DisplayName("values that cannot be -> start-up error")
  void malformed() {
    assertWrong("cannot be one", "audience", "a b");
    assertWrong("cannot be one", "scopes", "rea\"d");
    assertWrong("cannot be one", "acr", "m\\fa");
    assertWrong("whole number", "maxAge", "5m");
    assertWrong("whole number", "maxAge", "-1");
    assertWrong("0 to 60", "clockSkew", "61");
    assertWrong("local or database", "tokenLookup", "jdbc");
  }

  @Test
  @DisplayName(
      "an unknown option is an error that suggests the nearest, and so is one written twice")
  void unknown() {
    assertWrong("is scopes meant?", "scope", "read:billing");
    assertWrong("there is no realm", "realm", "Shop");
    assertWrong("written twice", "maxAge", "1", "max_age", "2");
  }

  @Test
  @DisplayName("all problems are told at once")
  void together() {
    assertThatThrownBy(() -> read("scope", "a", "clockSkew", "99", "tokenLookup", "x"))
        .hasMessageContaining("scopes meant")
        .hasMessageContaining("clockSkew")
        .hasMessageContaining("tokenLookup");
  }
}
