package dev.lockspire.admin;

import dev.lockspire.keys.KeyStatus;
import dev.lockspire.keys.SigningKey;
import java.util.List;

/** How many keys stand where. */
public record KeyFigures(int active, int upcoming, int retiring, int retired) {
  static KeyFigures of(List<SigningKey> keys) {
    return new KeyFigures(
        count(keys, KeyStatus.ACTIVE),
        count(keys, KeyStatus.UPCOMING),
        count(keys, KeyStatus.RETIRING),
        count(keys, KeyStatus.RETIRED));
  }

  private static int count(List<SigningKey> keys, KeyStatus status) {
    return (int) keys.stream().filter(key -> key.status() == status).count();
  }

  public int total() {
    return active + upcoming + retiring + retired;
  }
}
