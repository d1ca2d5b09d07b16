package dev.lockspire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.ClientSecrets.Verdict;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client secret")
final class ClientSecretsTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ClientSecrets secrets = new ClientSecrets(RandomSource.secure(), () -> now);

  private static StoredSecrets stored(String hash, Instant expires) {
    return new StoredSecrets(hash, expires, null, null, null);
  }

  @Test
  @DisplayName("of full entropy is stored as sha256:<salt>:<base64> with a salt of its own")
  void fullEntropy() {
    Secret secret = secrets.generate();
    String hash = secrets.store(secret);

    assertThat(hash).matches("sha256:[A-Za-z0-9_-]{22}:[A-Za-z0-9+/]{43}=");
    assertThat(secrets.store(secret)).isNotEqualTo(hash);
    assertThat(secrets.verify(stored(hash, null), secret.reveal())).isEqualTo(Verdict.MATCHES);
    assertThat(secrets.verify(stored(hash, null), secret.reveal() + "x")).isEqualTo(Verdict.WRONG);
    assertThat(secrets.verify(stored(hash, null), "")).isEqualTo(Verdict.WRONG);
  }

  @Test
  @DisplayName("written by another implementation of the same scheme still verifies")
  void knownVector() {
    // printf '%s' 'c2FsdA' 'secret' | openssl dgst -sha256 -binary | base64
    String hash = "sha256:c2FsdA:" + KNOWN;

    assertThat(secrets.verify(stored(hash, null), "secret")).isEqualTo(Verdict.MATCHES);
  }

  private static final String KNOWN = "fTMYeYVMsSOZ/DaVNCG15LhyeEQpYX1wSMMRKEiTdpY=";

  @Test
  @DisplayName("that a person chose is stored slowly, and fast once it has passed")
  void chosen() {
    String hash = secrets.store(Secret.of("billingo-reports-secret"));
    StoredSecrets stored = stored(hash, null);

    assertThat(hash).startsWith("pbkdf2:600000:");
    assertThat(secrets.verify(stored, "billingo-reports-secreT")).isEqualTo(Verdict.WRONG);
    assertThat(secrets.verify(stored, "billingo-reports-secret")).isEqualTo(Verdict.MATCHES);
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertThat(secrets.verify(stored, "billingo-reports-secret")).isEqualTo(Verdict.MATCHES);
      assertThat(secrets.verify(stored, "billingo-reports-secreT")).isEqualTo(Verdict.WRONG);
    }
    // Forty slow ones would take seconds on any machine.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(
            secrets.verify(
                stored(secrets.store(Secret.of("other-secret-123")), null),
                "billingo-reports-secret"))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  @DisplayName("is refused once it has expired, and told apart from a wrong one inside only")
  void expiry() {
    Secret secret = secrets.generate();
    StoredSecrets stored = stored(secrets.store(secret), now.plusSeconds(10));

    assertThat(secrets.verify(stored, secret.reveal())).isEqualTo(Verdict.MATCHES);
    now = now.plusSeconds(10);
    assertThat(secrets.verify(stored, secret.reveal())).isEqualTo(Verdict.EXPIRED);
    assertThat(secrets.verify(stored, "wrong")).isEqualTo(Verdict.WRONG);
    assertThat(secrets.verify(StoredSecrets.none(), "any")).isEqualTo(Verdict.MISSING);
  }

  @Test
  @DisplayName("stored in an unknown scheme never matches")
  void unknownScheme() {
    assertThat(secrets.verify(stored("plain:secret", null), "secret")).isEqualTo(Verdict.WRONG);
  }
}
