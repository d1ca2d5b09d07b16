package dev.lockspire.senderconstraint;

import static dev.lockspire.senderconstraint.NoncePurpose.AUTHORIZATION_SERVER;
import static dev.lockspire.senderconstraint.NoncePurpose.RESOURCE_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DPoP nonces")
@Label("DPoP nonces")
class DpopNoncesTest {
  private static final RandomSource RANDOM = RandomSource.secure();
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.900Z");

  private Instant now = START;
  private final DpopNonces nonces = nonces(key(1));

  private DpopNonces nonces(MasterKey current, MasterKey... previous) {
    return new DpopNonces(new KeyRing(current, List.of(previous), RANDOM), RANDOM, () -> now);
  }

  private static MasterKey key(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return MasterKey.of(bytes);
  }

  @Test
  @DisplayName("are all different, good for any node, and may be used again")
  void reusable() {
    String nonce = nonces.fresh(AUTHORIZATION_SERVER);
    assertThat(nonces.fresh(AUTHORIZATION_SERVER)).isNotEqualTo(nonce);
    assertThat(nonce).matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]+");
    for (DpopNonces node : List.of(nonces, nonces(key(1)), nonces)) {
      assertThat(node.age(nonce, AUTHORIZATION_SERVER)).contains(Duration.ZERO);
    }
  }

  @Test
  @DisplayName("54 are of one purpose: a resource's is worth nothing at /token and vice versa")
  void purpose() {
    String token = nonces.fresh(AUTHORIZATION_SERVER);
    String resource = nonces.fresh(RESOURCE_SERVER);
    assertThat(nonces.age(token, RESOURCE_SERVER)).isEmpty();
    assertThat(nonces.age(resource, AUTHORIZATION_SERVER)).isEmpty();
    assertThat(nonces.age(resource, RESOURCE_SERVER)).isPresent();
  }

  @Test
  @DisplayName("55 live for 300 s, not 301")
  void lifetime() {
    String nonce = nonces.fresh(RESOURCE_SERVER);
    now = START.plusSeconds(300);
    assertThat(nonces.age(nonce, RESOURCE_SERVER)).contains(Duration.ofMinutes(5));
    now = START.plusSeconds(301);
    assertThat(nonces.age(nonce, RESOURCE_SERVER)).isEmpty();
  }

  @Test
  @DisplayName("may come from a node whose clock is 30 s ahead, not 31 s")
  void ahead() {
    String nonce = nonces.fresh(RESOURCE_SERVER);
    now = START.minusSeconds(30);
    assertThat(nonces.age(nonce, RESOURCE_SERVER)).isPresent();
    now = START.minusSeconds(31);
    assertThat(nonces.age(nonce, RESOURCE_SERVER)).isEmpty();
  }

  @Test
  @DisplayName("have a successor once they are past half their life")
  void successor() {
    assertThat(nonces.successor(Duration.ofSeconds(150), RESOURCE_SERVER)).isEmpty();
    String next = nonces.successor(Duration.ofSeconds(151), RESOURCE_SERVER).orElseThrow();
    assertThat(nonces.age(next, RESOURCE_SERVER)).contains(Duration.ZERO);
  }

  @Test
  @DisplayName("of a previous master key still count; of an unknown one they do not")
  void rotation() {
    String before = nonces.fresh(AUTHORIZATION_SERVER);
    assertThat(nonces(key(2), key(1)).age(before, AUTHORIZATION_SERVER)).isPresent();
    assertThat(nonces(key(2)).age(before, AUTHORIZATION_SERVER)).isEmpty();
  }

  @Property
  @Label("cannot be altered in any character")
  void altered(@ForAll int at, @ForAll char with) {
    String nonce = nonces.fresh(AUTHORIZATION_SERVER);
    StringBuilder other = new StringBuilder(nonce);
    int index = Math.floorMod(at, nonce.length() - 1);
    other.setCharAt(index, with);
    assertThat(nonces.age(other.toString(), AUTHORIZATION_SERVER).isPresent())
        .isEqualTo(nonce.charAt(index) == with);
  }

  @Property
  @Label("are nothing that somebody made up")
  void madeUp(@ForAll String text) {
    assertThat(nonces.age(text, AUTHORIZATION_SERVER)).isEmpty();
    assertThat(nonces.age(text, RESOURCE_SERVER)).isEmpty();
  }
}
