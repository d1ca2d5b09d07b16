package dev.lockspire.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection under way")
class PendingConnectionTest {

  @Test
  @DisplayName("challenges as RFC 7636 appendix B does")
  void challenge() {
    assertThat(
            new PendingConnection("s", "n", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
                .challenge())
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  @DisplayName("has random parts of its own and shows none of them")
  void random() {
    PendingConnection one = PendingConnection.random(new SecureRandom());
    PendingConnection other = PendingConnection.random(new SecureRandom());
    assertThat(one.verifier()).hasSize(43).isNotEqualTo(other.verifier());
    assertThat(one.state()).isNotEqualTo(other.state()).isNotEqualTo(one.nonce());
    assertThat(one.toString()).doesNotContain(one.state(), one.verifier());
  }
}
