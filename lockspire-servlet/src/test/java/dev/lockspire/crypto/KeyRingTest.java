package dev.lockspire.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The key ring")
@Label("The key ring")
class KeyRingTest {
  private static final MasterKey OLD = key(1);
  private static final MasterKey NEW = key(2);
  private static final byte[] PLAIN = "a private key".getBytes(UTF_8);

  @Test
  @DisplayName("opens what it sealed, and seals the same thing differently each time")
  void sealAndOpen() {
    KeyRing ring = ring(OLD);
    byte[] sealed = ring.seal(Purpose.PRIVATE_JWK, PLAIN);
    assertThat(ring.open(Purpose.PRIVATE_JWK, sealed)).isEqualTo(PLAIN);
    assertThat(ring.seal(Purpose.PRIVATE_JWK, PLAIN)).isNotEqualTo(sealed);
    assertThat(new String(sealed, UTF_8)).doesNotContain("private");
  }

  @Test
  @DisplayName("opens nothing for another purpose")
  void wrongPurpose() {
    KeyRing ring = ring(OLD);
    byte[] sealed = ring.seal(Purpose.PRIVATE_JWK, PLAIN);
    for (Purpose purpose : Purpose.values()) {
      if (purpose != Purpose.PRIVATE_JWK) {
        assertThatThrownBy(() -> ring.open(purpose, sealed)).isInstanceOf(SealBroken.class);
      }
    }
  }

  @Test
  @DisplayName("still opens what a previous master key sealed, and seals under the new one")
  void rotation() {
    byte[] before = ring(OLD).seal(Purpose.PRIVATE_JWK, PLAIN);
    KeyRing rotated = ring(NEW, OLD);
    assertThat(rotated.open(Purpose.PRIVATE_JWK, before)).isEqualTo(PLAIN);

    byte[] after = rotated.seal(Purpose.PRIVATE_JWK, PLAIN);
    assertThat(ring(NEW).open(Purpose.PRIVATE_JWK, after)).isEqualTo(PLAIN);
    assertThat(rotated.isCurrent(before)).isFalse();
    assertThat(rotated.isCurrent(after)).isTrue();
    assertThat(rotated.isCurrent(new byte[3])).isFalse();
    assertThatThrownBy(() -> ring(OLD).open(Purpose.PRIVATE_JWK, after))
        .isInstanceOf(SealBroken.class)
        .hasMessageContaining("not configured");
  }

  @Property(tries = 300)
  @Label("opens nothing that was altered, at whatever place")
  void altered(@ForAll int place, @ForAll byte change) {
    KeyRing ring = ring(OLD);
    byte[] sealed = ring.seal(Purpose.PRIVATE_JWK, PLAIN);
    byte[] altered = sealed.clone();
    altered[Math.floorMod(place, altered.length)] ^= change == 0 ? 1 : change;
    assertThatThrownBy(() -> ring.open(Purpose.PRIVATE_JWK, altered))
        .isInstanceOf(SealBroken.class);
  }

  @Property(tries = 300)
  @Label("answers any bytes with a broken seal")
  void anyBytes(@ForAll byte[] anything) {
    assertThatThrownBy(() -> ring(OLD).open(Purpose.PRIVATE_JWK, anything))
        .isInstanceOf(SealBroken.class);
  }

  @Test
  @DisplayName("opens nothing that was cut short")
  void cutShort() {
    KeyRing ring = ring(OLD);
    byte[] sealed = ring.seal(Purpose.PRIVATE_JWK, PLAIN);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> ring.open(Purpose.PRIVATE_JWK, cut)).isInstanceOf(SealBroken.class);
    }
  }

  @Test
  @DisplayName("knows its own macs and those of previous keys, for their purpose and message only")
  void macs() {
    byte[] mac = ring(OLD).mac(Purpose.FORM_TOKEN, "message");
    assertThat(ring(NEW, OLD).macMatches(Purpose.FORM_TOKEN, "message", mac)).isTrue();
    assertThat(ring(NEW).macMatches(Purpose.FORM_TOKEN, "message", mac)).isFalse();
    assertThat(ring(OLD).macMatches(Purpose.LOGOUT_COMPLETION, "message", mac)).isFalse();
    assertThat(ring(OLD).macMatches(Purpose.FORM_TOKEN, "messagf", mac)).isFalse();
    assertThat(ring(OLD).macMatches(Purpose.FORM_TOKEN, "message", new byte[0])).isFalse();
    assertThat(ring(NEW, OLD).mac(Purpose.FORM_TOKEN, "message")).isNotEqualTo(mac);
  }

  @Test
  @DisplayName("takes master keys of 32 bytes only and never shows one")
  void masterKeys() {
    for (int length : new int[] {0, 16, 31, 33}) {
      assertThatThrownBy(() -> MasterKey.of(new byte[length]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(OLD).hasToString("MasterKey[***]");
  }

  private static KeyRing ring(MasterKey current, MasterKey... previous) {
    return new KeyRing(current, List.of(previous), RandomSource.secure());
  }

  private static MasterKey key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return MasterKey.of(key);
  }
}
