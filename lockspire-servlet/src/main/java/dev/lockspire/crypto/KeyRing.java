package dev.lockspire.crypto;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Seals values at rest and signs short-lived values of our own, with one derived key per {@link
 * Purpose}.
 *
 * <p>A sealed value is {@code version (1) | master key id (4) | nonce (12) | ciphertext and tag},
 * where version and key id are authenticated. New values use the current master key; values sealed
 * under a previous one still open, so a master key rotates without down-time.
 */
public final class KeyRing {
  private static final byte VERSION = 1;
  private final RandomSource random;
  private final List<Derived> keys;

  /** One master key's id and what was derived from it. */
  private static final class Derived {
    private final byte[] header;
    private final Map<Purpose, byte[]> byPurpose = new EnumMap<>(Purpose.class);

    Derived(MasterKey master) {
      this.header = header(master.id());
      for (Purpose purpose : Purpose.values()) {
        byPurpose.put(purpose, master.derive(purpose));
      }
    }

    byte[] key(Purpose purpose) {
      return byPurpose.get(purpose);
    }
  }

  public KeyRing(MasterKey current, List<MasterKey> previous, RandomSource random) {
    this.random = random;
    List<Derived> all = new ArrayList<>();
    all.add(new Derived(current));
    previous.forEach(key -> all.add(new Derived(key)));
    this.keys = List.copyOf(all);
  }

  /** {@code plain} sealed with the current master key for {@code purpose}. */
  public byte[] seal(Purpose purpose, byte[] plain) {
    Derived current = keys.get(0);
    return AesGcm.seal(
        current.key(purpose), random.bytes(AesGcm.NONCE_BYTES), plain, current.header);
  }

  /**
   * What {@link #seal} was given.
   *
   * @throws SealBroken when no known master key opens it for this purpose
   */
  public byte[] open(Purpose purpose, byte[] sealed) {
    for (Derived key : keys) {
      if (startsWith(sealed, key.header)) {
        return AesGcm.open(key.key(purpose), sealed, key.header);
      }
    }
    throw new SealBroken("sealed under a master key that is not configured");
  }

  /** Whether {@code sealed} opens with the current master key, and needs no previous one. */
  public boolean isCurrent(byte[] sealed) {
    return startsWith(sealed, keys.get(0).header);
  }

  /** HMAC-SHA-256 of {@code message} under the current master key, for {@code purpose}. */
  public byte[] mac(Purpose purpose, String message) {
    return HmacSha256.of(keys.get(0).key(purpose), message.getBytes(StandardCharsets.UTF_8));
  }

  /** True when {@code mac} was made by {@link #mac} under the current or a previous master key. */
  public boolean macMatches(Purpose purpose, String message, byte[] mac) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (Derived key : keys) {
      // No early exit: which key matched must not show in the time taken.
      found |= java.security.MessageDigest.isEqual(HmacSha256.of(key.key(purpose), bytes), mac);
    }
    return found;
  }

  private static byte[] header(byte[] id) {
    byte[] header = new byte[1 + MasterKey.ID_BYTES];
    header[0] = VERSION;
    System.arraycopy(id, 0, header, 1, MasterKey.ID_BYTES);
    return header;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }
}
