package dev.lockspire.client;

import static dev.lockspire.client.ClientFixture.OPERATOR;
import static dev.lockspire.client.ClientFixture.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.HmacSecrets.Verdict;
import dev.lockspire.crypto.HmacSha256;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client secret that signs")
final class HmacSecretsTest {
  private static final ClientFixture FIXTURE = new ClientFixture();
  private static final byte[] INPUT = {1, 2, 3};

  private final HmacSecrets secrets = new HmacSecrets(FIXTURE.keyRing, FIXTURE.clock);
  private String secret;

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void register() {
    FIXTURE.test.clear();
    secret =
        plain(
            FIXTURE.create(
                "client_id", "H",
                "token_endpoint_auth_method", "client_secret_jwt",
                "token_endpoint_auth_signing_alg", "HS256"));
  }

  private static String plain(ClientRegistration.Done done) {
    return done.secret().map(Secret::reveal).orElseThrow();
  }

  private static byte[] mac(String key) {
    return HmacSha256.of(key.getBytes(StandardCharsets.UTF_8), INPUT);
  }

  private Verdict verdict(String key) {
    return secrets.verify(stored(), INPUT, mac(key));
  }

  private static StoredSecrets stored() {
    return FIXTURE.store.find("H").orElseThrow().secrets();
  }

  private static String rotate(Optional<Duration> overlap) {
    return plain(done(FIXTURE.registration().rotateSecret("H", overlap, OPERATOR)));
  }

  @Test
  @DisplayName("verifies what was signed with it and nothing else")
  void verifies() {
    assertThat(verdict(secret)).isEqualTo(Verdict.MATCHES);
    assertThat(verdict(secret + "x")).isEqualTo(Verdict.WRONG);
    assertThat(secrets.verify(stored(), new byte[] {1, 2}, mac(secret))).isEqualTo(Verdict.WRONG);
    assertThat(secrets.verify(stored(), INPUT, new byte[0])).isEqualTo(Verdict.WRONG);
  }

  @Test
  @DisplayName("stops at once when it is rotated without an overlap")
  void rotation() {
    String fresh = rotate(Optional.empty());

    assertThat(verdict(fresh)).isEqualTo(Verdict.MATCHES);
    assertThat(verdict(secret)).isEqualTo(Verdict.WRONG);
    assertThat(stored().previousVerifier()).isNull();
  }

  @Test
  @DisplayName("goes on beside the new one until the overlap ends, or an operator ends it")
  void overlap() {
    String fresh = rotate(Optional.of(Duration.ofHours(1)));

    assertThat(verdict(fresh)).isEqualTo(Verdict.MATCHES);
    assertThat(verdict(secret)).isEqualTo(Verdict.MATCHES);
    FIXTURE.advance(Duration.ofHours(1));
    assertThat(verdict(secret)).isEqualTo(Verdict.WRONG);
    assertThat(verdict(fresh)).isEqualTo(Verdict.MATCHES);

    String last = rotate(Optional.of(Duration.ofHours(1)));
    done(FIXTURE.registration().endOverlap("H", OPERATOR));
    assertThat(verdict(fresh)).isEqualTo(Verdict.WRONG);
    assertThat(verdict(last)).isEqualTo(Verdict.MATCHES);
    assertThat(stored().previousVerifier()).isNull();
  }

  @Test
  @DisplayName("expires")
  void expires() {
    StoredSecrets expiring = stored().expiring(FIXTURE.now.plusSeconds(60));
    assertThat(secrets.verify(expiring, INPUT, mac(secret))).isEqualTo(Verdict.MATCHES);

    FIXTURE.advance(Duration.ofSeconds(60));
    assertThat(secrets.verify(expiring, INPUT, mac(secret))).isEqualTo(Verdict.EXPIRED);
    assertThat(secrets.verify(expiring, INPUT, mac("x"))).isEqualTo(Verdict.WRONG);
  }

  @Test
  @DisplayName("was not sealed, or cannot be opened: then it verifies nothing")
  void notThere() {
    assertThat(secrets.verify(stored().unsealed(), INPUT, mac(secret))).isEqualTo(Verdict.MISSING);
    byte[] other = new byte[32];
    other[0] = 1;
    HmacSecrets elsewhere =
        new HmacSecrets(
            new KeyRing(MasterKey.of(other), List.of(), RandomSource.secure()), FIXTURE.clock);
    assertThat(elsewhere.verify(stored(), INPUT, mac(secret))).isEqualTo(Verdict.UNAVAILABLE);
  }

  @Test
  @DisplayName("is shown nowhere: not in the database, not in the text of what holds it")
  void hidden() {
    assertThat(FIXTURE.test.text("SELECT c::text FROM {clients} c")).doesNotContain(secret);
    assertThat(stored().verifier()).hasToString("SealedSecret[***]");
    assertThat(stored()).isEqualTo(stored()).hasToString("StoredSecrets[***]");
  }
}
