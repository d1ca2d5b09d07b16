package dev.lockspire.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A value sealed by a token")
class SealedByTokenTest {
  private static final RandomSource RANDOM = RandomSource.secure();
  private final SealedByToken seal = new SealedByToken(Purpose.REFRESH_SUCCESSOR, RANDOM);

  @Test
  @DisplayName("opens with the token itself")
  void opens() {
    String token = RANDOM.token();
    byte[] sealed = seal.seal(token, "successor".getBytes(UTF_8));
    assertThat(seal.open(token, sealed)).isEqualTo("successor".getBytes(UTF_8));
  }

  @Test
  @DisplayName("opens neither with another token nor with the digest the database keeps")
  void staysShut() {
    String token = RANDOM.token();
    byte[] sealed = seal.seal(token, "successor".getBytes(UTF_8));
    for (String other : new String[] {RANDOM.token(), Sha256.hex(token), token + "x", ""}) {
      assertThatThrownBy(() -> seal.open(other, sealed)).isInstanceOf(SealBroken.class);
    }
  }

  @Test
  @DisplayName("opens for no other purpose")
  void purpose() {
    String token = RANDOM.token();
    byte[] sealed = seal.seal(token, new byte[] {1});
    SealedByToken other = new SealedByToken(Purpose.FORM_TOKEN, RANDOM);
    assertThatThrownBy(() -> other.open(token, sealed)).isInstanceOf(SealBroken.class);
  }
}
