package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.OLGA;
import static dev.lockspire.admin.AdminFixture.conflict;
import static dev.lockspire.admin.AdminFixture.errors;
import static dev.lockspire.admin.AdminFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.keys.KeyStatus;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys for operators")
class KeyAdminTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private final KeyAdmin keys = FIXTURE.admin.keys();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  @Test
  @DisplayName("Key state machine: from generated to retired, and each move names the operator")
  void life() {
    String first = active();
    String second = generated();
    ok(keys.publish(second, Confirmation.of(second), OLGA));
    FIXTURE.advance(Duration.ofHours(1));
    ok(keys.activate(second, false, Confirmation.of(second), OLGA));
    FIXTURE.advance(Duration.ofHours(2));
    ok(keys.retire(first, false, Confirmation.of(first), OLGA));

    assertThat(keys.figures()).isEqualTo(new KeyFigures(1, 0, 0, 1));
    assertThat(FIXTURE.evidence())
        .endsWith(
            "key_generated olga " + second,
            "key_published olga " + second,
            "key_activated olga " + second,
            "key_retired olga " + first);
  }

  @Test
  @DisplayName(
      "Key guards: moves out of order are refused by name; repeating one is a notice, no evidence")
  void guards() {
    String kid = generated();
    Confirmation yes = Confirmation.of(kid);
    assertThat(conflict(keys.activate(kid, false, yes, OLGA))).isEqualTo("not_published");
    assertThat(conflict(keys.retire(kid, false, yes, OLGA))).isEqualTo("invalid_state");
    ok(keys.publish(kid, yes, OLGA));
    FIXTURE.forgetEvidence();
    assertThat(conflict(keys.publish(kid, yes, OLGA))).isEqualTo("already_published");
    assertThat(keys.publish("none", Confirmation.of("none"), OLGA))
        .isInstanceOf(AdminResult.NotFound.class);
    assertThat(FIXTURE.evidence()).isEmpty();
  }

  @Test
  @DisplayName("acting too soon needs the operator's acceptance, which the evidence tells")
  void softGuards() {
    active();
    String kid = generated();
    Confirmation yes = Confirmation.of(kid);
    ok(keys.publish(kid, yes, OLGA));
    assertThat(keys.find(kid).orElseThrow().safeFrom())
        .contains(FIXTURE.now.plus(Duration.ofHours(1)));
    assertThat(conflict(keys.activate(kid, false, yes, OLGA))).isEqualTo("published_too_recently");

    ok(keys.activate(kid, true, yes, OLGA));
    assertThat(
            FIXTURE.test.text(
                "SELECT metadata->>'guard_override' FROM {audit_events} ORDER BY id DESC LIMIT 1"))
        .isEqualTo("min_publish_age");
  }

  @Test
  @DisplayName("a key is said to be in the key set exactly when /jwks shows it")
  void visibility() {
    String first = active();
    String second = generated();
    ok(keys.publish(second, Confirmation.of(second), OLGA));
    ok(keys.activate(second, true, Confirmation.of(second), OLGA));
    ok(keys.retire(first, true, Confirmation.of(first), OLGA));
    generated();

    String jwks =
        new String(FIXTURE.foundation.publishedKeys().current().jwks(), StandardCharsets.UTF_8);
    assertThat(keys.list()).hasSize(3);
    for (KeyView view : keys.list()) {
      assertThat(view.inJwks()).isEqualTo(jwks.contains(view.key().kid()));
    }
    assertThat(keys.find(first).orElseThrow().next()).isEmpty();
  }

  @Test
  @DisplayName(
      "ADM-77 keys to encrypt to are made, published and activated at once, and no token depends on"
          + " them")
  void encryption() {
    assertThat(keys.encryptionAlgorithms()).containsExactly(KeyManagementAlgorithm.values());
    assertThat(errors(keys.generate(KeyManagementAlgorithm.RSA_OAEP_256, 1024, OLGA)))
        .containsExactly("rsa_bits: invalid_rsa_bits");
    for (int i = 0; i < 2; i++) {
      String kid = ok(keys.generate(KeyManagementAlgorithm.ECDH_ES, 0, OLGA)).kid();
      ok(keys.publish(kid, Confirmation.of(kid), OLGA));
      assertThat(keys.find(kid).orElseThrow().safeFrom()).isEmpty();
      ok(keys.activate(kid, false, Confirmation.of(kid), OLGA));
    }
    String active = keys.list().get(0).key().kid();

    EmergencyRetirement done =
        ok(keys.retireCompromised(active, true, Confirmation.of(active), OLGA));

    assertThat(done.revokedTokens()).isZero();
    assertThat(done.successor()).isPresent();
  }

  @Test
  @DisplayName("RSA keys come in three sizes, and the others are an error of that field")
  void rsaBits() {
    assertThat(errors(keys.generate(SigningAlgorithm.RS256, 1024, OLGA)))
        .containsExactly("rsa_bits: invalid_rsa_bits");
  }

  @Test
  @DisplayName(
      "a compromised key leaves at once, another signs in its place, its tokens are revoked")
  void emergency() {
    String kid = active();
    long before = FIXTURE.token("minted", "access_token", "", "");
    FIXTURE.advance(Duration.ofMinutes(1));

    EmergencyRetirement done = ok(keys.retireCompromised(kid, true, Confirmation.of(kid), OLGA));

    assertThat(done.retired().status()).isEqualTo(KeyStatus.RETIRED);
    assertThat(done.successor()).map(key -> key.status()).contains(KeyStatus.ACTIVE);
    assertThat(done.revokedTokens()).isEqualTo(1);
    assertThat(FIXTURE.admin.tokens().find(before).orElseThrow().summary().status())
        .isEqualTo(TokenStatus.REVOKED);
    String successor = done.successor().orElseThrow().kid();
    assertThat(FIXTURE.evidence())
        .endsWith(
            "key_retired olga " + kid,
            "key_generated olga " + successor,
            "key_published olga " + successor,
            "key_activated olga " + successor,
            "tokens_revoked olga " + kid);
    assertThat(conflict(keys.retireCompromised(kid, false, Confirmation.of(kid), OLGA)))
        .isEqualTo("already_retired");
  }

  @Test
  @DisplayName("a published key takes the place of a compromised one before a new one is made")
  void emergencyWithSuccessor() {
    String kid = active();
    String waiting = generated();
    ok(keys.publish(waiting, Confirmation.of(waiting), OLGA));

    EmergencyRetirement done = ok(keys.retireCompromised(kid, false, Confirmation.of(kid), OLGA));

    assertThat(done.successor()).map(key -> key.kid()).contains(waiting);
    assertThat(done.revokedTokens()).isZero();
    assertThat(List.of(keys.figures())).containsExactly(new KeyFigures(1, 0, 0, 1));
  }

  private String generated() {
    return ok(keys.generate(SigningAlgorithm.ES256, 0, OLGA)).kid();
  }

  private String active() {
    String kid = generated();
    ok(keys.publish(kid, Confirmation.of(kid), OLGA));
    ok(keys.activate(kid, true, Confirmation.of(kid), OLGA));
    return kid;
  }
}
