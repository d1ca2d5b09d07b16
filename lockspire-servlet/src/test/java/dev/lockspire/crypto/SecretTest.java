package dev.lockspire.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Secrets, digests and random values")
class SecretTest {

  @Test
  @DisplayName("a secret is masked when printed, and equal by value")
  void secret() {
    Secret secret = Secret.of("hunter2");
    assertThat(secret.toString()).doesNotContain("hunter2");
    assertThat(secret).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
    assertThat(secret.matches("hunter2")).isTrue();
    assertThat(secret.matches("hunter22")).isFalse();
    assertThat(secret.reveal()).isEqualTo("hunter2");
  }

  @Test
  @DisplayName("digests are those of FIPS 180-2 and RFC 7636 appendix B")
  void digests() {
    assertThat(Sha256.hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.base64Url("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  @DisplayName("an opaque value has 43 base64url characters, a UUID is of version 4")
  void random() {
    RandomSource random = RandomSource.secure();
    String token = random.token();
    assertThat(Base64Url.isToken(token, 43)).isTrue();
    assertThat(random.token()).isNotEqualTo(token);
    assertThat(java.util.UUID.fromString(random.uuid()).version()).isEqualTo(4);
    assertThat(java.util.UUID.fromString(random.uuid()).variant()).isEqualTo(2);
  }

  @Test
  @DisplayName("only the base64url alphabet makes a token")
  void alphabet() {
    assertThat(Base64Url.isToken("aZ0-_", 5)).isTrue();
    for (String no : new String[] {"aZ0+_", "aZ0/_", "aZ0=_", "aZ0-", "aZ0-_x", "aZ0-é"}) {
      assertThat(Base64Url.isToken(no, 5)).as(no).isFalse();
    }
  }
}
