package dev.lockspire.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("HKDF")
class HkdfTest {

  /** Test case 3 has neither salt nor info; its first 32 of 42 bytes are our one block. */
  @Test
  @DisplayName("derives the first block of RFC 5869 appendix A.3")
  void appendixA3() {
    byte[] inputKey = new byte[22];
    Arrays.fill(inputKey, (byte) 0x0b);
    assertThat(HexFormat.of().formatHex(Hkdf.derive(inputKey, new byte[0])))
        .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
  }

  @Test
  @DisplayName("computes the HMAC of RFC 4231 test case 2")
  void hmac() {
    byte[] mac =
        HmacSha256.of("Jefe".getBytes(US_ASCII), "what do ya want for nothing?".getBytes(US_ASCII));
    assertThat(HexFormat.of().formatHex(mac))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }
}
