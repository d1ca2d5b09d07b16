package dev.lockspire.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Sha256;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A redacted handle")
class HandlesTest {
  private static Handles handles(int key) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) key;
    return new Handles(new KeyRing(MasterKey.of(bytes), List.of(), RandomSource.secure()));
  }

  @Test
  @DisplayName("is the kind and 12 hex digits, equal for equal values only")
  void form() {
    Handles handles = handles(1);
    assertThat(handles.account("42")).matches("account_[0-9a-f]{12}");
    assertThat(handles(1).account("42")).isEqualTo(handles.account("42"));
    assertThat(handles.account("43")).isNotEqualTo(handles.account("42"));
    assertThat(handles.client("42").substring(7)).isNotEqualTo(handles.account("42").substring(8));
  }

  @Test
  @DisplayName("cannot be found by trial without the deployment's key")
  void keyed() {
    assertThat(handles(2).account("42")).isNotEqualTo(handles(1).account("42"));
    assertThat(Sha256.hex("42")).doesNotStartWith(handles(1).account("42").substring(8));
  }
}
