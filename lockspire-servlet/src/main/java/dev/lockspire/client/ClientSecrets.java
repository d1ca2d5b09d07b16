package dev.lockspire.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Secret;
import dev.lockspire.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Makes client secrets and compares presented ones with what is stored.
 *
 * <p>A stored secret is tagged with its scheme. {@code sha256:<salt>:<base64>} is for secrets of
 * full entropy, where one fast hash is as good as a slow one. {@code
 * pbkdf2:<iterations>:<salt>:<base64>} is for secrets that a person may have chosen; because its
 * slowness would otherwise be paid on every request, a secret that has passed once is remembered in
 * this process as a digest under a key that exists nowhere else.
 */
public final class ClientSecrets {
  /** OWASP's figure for PBKDF2-HMAC-SHA256. */
  private static final int ITERATIONS = 600_000;

  private static final int SALT_BYTES = 16;
  private static final int DIGEST_BITS = 256;
  private static final String SHA256 = "sha256:";
  private static final String PBKDF2 = "pbkdf2:";
  // What is hashed when there is nothing to compare with, so that this takes as long.
  private static final String NOBODY = SHA256 + "AAAAAAAAAAAAAAAAAAAAAA:";

  /** How a comparison ended. */
  public enum Verdict {
    MATCHES,
    /** The client has no secret. */
    MISSING,
    WRONG,
    /** It is the right one, but its time is over. */
    EXPIRED
  }

  private final RandomSource random;
  private final InstantSource clock;
  private final String processKey;
  private final Cache<String, byte[]> passed =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofHours(1)).build();

  public ClientSecrets(RandomSource random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
    this.processKey = random.token();
  }

  /** A fresh secret of 256 bits. */
  public Secret generate() {
    return Secret.of(random.token());
  }

  /** The form in which {@code secret} is stored. */
  public String store(Secret secret) {
    String salt = Base64Url.encode(random.bytes(SALT_BYTES));
    String value = secret.reveal();
    return hasFullEntropy(value)
        ? SHA256 + salt + ':' + base64(saltedDigest(salt, value))
        : PBKDF2 + ITERATIONS + ':' + salt + ':' + base64(slowDigest(value, salt, ITERATIONS));
  }

  /**
   * Compares in a time that does not depend on where the values differ. The current secret counts
   * until it expires, the previous one until its overlap ends.
   */
  public Verdict verify(StoredSecrets stored, String presented) {
    if (stored.hash() == null) {
      compareWithNobody(presented);
      return Verdict.MISSING;
    }
    Instant now = clock.instant();
    if (matches(stored.hash(), presented)) {
      return stored.isOver(now) ? Verdict.EXPIRED : Verdict.MATCHES;
    }
    boolean overlaps = stored.previousHash() != null && !stored.overlapIsOver(now);
    return overlaps && matches(stored.previousHash(), presented) ? Verdict.MATCHES : Verdict.WRONG;
  }

  /** Takes as long as a comparison with a stored secret. */
  public void compareWithNobody(String presented) {
    matches(NOBODY, presented);
  }

  private boolean matches(String stored, String presented) {
    if (stored.startsWith(SHA256)) {
      int colon = stored.indexOf(':', SHA256.length());
      String salt = stored.substring(SHA256.length(), colon);
      byte[] expected = Base64.getDecoder().decode(stored.substring(colon + 1));
      return MessageDigest.isEqual(expected, saltedDigest(salt, presented));
    }
    return stored.startsWith(PBKDF2) && matchesSlowly(stored, presented);
  }

  private boolean matchesSlowly(String stored, String presented) {
    byte[] digest = saltedDigest(processKey, presented);
    byte[] known = passed.getIfPresent(stored);
    if (known != null) {
      return MessageDigest.isEqual(known, digest);
    }
    String[] parts = stored.substring(PBKDF2.length()).split(":", 3);
    byte[] expected = Base64.getDecoder().decode(parts[2]);
    byte[] actual = slowDigest(presented, parts[1], Integer.parseInt(parts[0]));
    boolean equal = MessageDigest.isEqual(expected, actual);
    if (equal) {
      passed.put(stored, digest);
    }
    return equal;
  }

  private static byte[] saltedDigest(String salt, String secret) {
    return Sha256.digest((salt + secret).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] slowDigest(String secret, String salt, int iterations) {
    // A key made of no characters is refused by the JDK; nothing stored was made of it either.
    char[] characters = secret.isEmpty() ? new char[] {0} : secret.toCharArray();
    PBEKeySpec spec =
        new PBEKeySpec(
            characters, salt.getBytes(StandardCharsets.US_ASCII), iterations, DIGEST_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must offer PBKDF2", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** As long and as varied as what {@link #generate} makes; anything else may be guessable. */
  private static boolean hasFullEntropy(String secret) {
    return secret.length() >= 43 && secret.chars().distinct().count() >= 16;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
