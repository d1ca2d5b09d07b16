package dev.lockspire.keys;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One of the server's own keys as everybody may see it: nothing private is in here.
 *
 * @param kid public identifier, 16 upper-case hex digits
 * @param algorithm JWS or JWE algorithm it is used with: {@code ES256}
 * @param type {@code EC}, {@code RSA} or {@code OKP}
 * @param use whether it signs or decrypts
 * @param status where it stands in its life
 * @param publicJwk the public key (RFC 7517)
 * @param createdAt when it was made
 * @param publishedAt since when the key set shows it; null while it does not
 * @param activatedAt when it began to sign or to decrypt; null before
 * @param retiringAt when another took its place; null before
 * @param retiredAt when it left the key set; null before
 */
public record SigningKey(
    String kid,
    String algorithm,
    String type,
    KeyUse use,
    KeyStatus status,
    Map<String, Object> publicJwk,
    Instant createdAt,
    Instant publishedAt,
    Instant activatedAt,
    Instant retiringAt,
    Instant retiredAt) {
  private static final Set<String> STRONG_CURVES = Set.of("P-256", "P-384", "P-521");
  private static final int STRONG_RSA_BITS = 2048;

  public SigningKey {
    Objects.requireNonNull(kid, "kid");
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(use, "use");
    Objects.requireNonNull(status, "status");
    publicJwk = Map.copyOf(publicJwk);
  }

  /** Whether the key set shows it: the one predicate for {@code /jwks} and for operators. */
  public boolean published() {
    return switch (status) {
      case ACTIVE, RETIRING -> true;
      case UPCOMING -> publishedAt != null;
      case RETIRED -> false;
    };
  }

  /**
   * Whether somebody has to know it before it begins its work. Nobody verifies with an encryption
   * key: the sooner it opens what the key set offers to encrypt to, the better.
   */
  public boolean hasVerifiers() {
    return use == KeyUse.SIG;
  }

  /** Whether it is the key that signs now with its algorithm. */
  public boolean signs() {
    return use == KeyUse.SIG && status == KeyStatus.ACTIVE;
  }

  /** The algorithm it signs with; empty for an encryption key. */
  public Optional<SigningAlgorithm> signingAlgorithm() {
    return use == KeyUse.SIG ? SigningAlgorithm.ofWireName(algorithm) : Optional.empty();
  }

  /** What is encrypted to it with, and nothing else; empty for a signature key. */
  public Optional<KeyManagementAlgorithm> encryptionAlgorithm() {
    return use == KeyUse.ENC ? KeyManagementAlgorithm.ofWireName(algorithm) : Optional.empty();
  }

  /**
   * Whether it may begin its work under {@code profile}. The profiles name algorithms for
   * signatures; of an encryption key they want strength alone.
   */
  boolean mayServeUnder(SecurityProfile profile) {
    return use == KeyUse.ENC
        ? encryptionAlgorithm().isPresent() && (!profile.isFapi() || isStrong())
        : !profile.isFapi() || maySignUnder(profile);
  }

  /** Whether it may sign under {@code profile}: by algorithm, and under FAPI by strength. */
  public boolean maySignUnder(SecurityProfile profile) {
    return signingAlgorithm().filter(profile.algorithms()::contains).isPresent()
        && (!profile.isFapi() || isStrong());
  }

  private boolean isStrong() {
    return switch (type) {
      case "EC" -> publicJwk.get("crv") instanceof String curve && STRONG_CURVES.contains(curve);
      case "RSA" ->
          publicJwk.get("n") instanceof String modulus
              && new BigInteger(1, Base64Url.decode(modulus)).bitLength() >= STRONG_RSA_BITS;
      default -> false;
    };
  }
}
