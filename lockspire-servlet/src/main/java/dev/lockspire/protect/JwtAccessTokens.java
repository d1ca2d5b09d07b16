package dev.lockspire.protect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.Issuer;
import dev.lockspire.keys.JwtVerdict;
import dev.lockspire.keys.PublishedKeyVerifier;
import dev.lockspire.keys.SignedJwt;
import dev.lockspire.keys.VerificationKey;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;

/**
 * Tells genuine JWT access tokens of this server from others. A token that is shown again is known
 * by its digest: neither its signature is computed nor its claims are read a second time, as long
 * as its key is published. Nothing else is remembered: time, restrictions and revocation are judged
 * at each request, and what is refused is not kept, so nobody can push good tokens out.
 */
final class JwtAccessTokens {
  /** Characters of token, for about 10,000 of usual size. */
  private static final long CAPACITY = 8_000_000;

  /** All of them: a token is bound to the algorithm of its key, and a key is one of ours. */
  private static final Set<SigningAlgorithm> ALGORITHMS = EnumSet.allOf(SigningAlgorithm.class);

  private record Known(VerificationKey key, TokenClaims claims, int characters) {}

  private final PublishedKeyVerifier verifier;
  private final Issuer issuer;
  private final Cache<Digest, Known> known;

  /** What a token is known by: it cannot be read back. */
  private record Digest(long a, long b, long c, long d) {
    static Digest of(String token) {
      byte[] hash = Sha256.digest(token.getBytes(StandardCharsets.ISO_8859_1));
      return new Digest(word(hash, 0), word(hash, 8), word(hash, 16), word(hash, 24));
    }

    private static long word(byte[] bytes, int from) {
      long word = 0;
      for (int i = from; i < from + 8; i++) {
        word = word << 8 | (bytes[i] & 0xff);
      }
      return word;
    }
  }

  JwtAccessTokens(PublishedKeyVerifier verifier, Issuer issuer, InstantSource clock) {
    this.verifier = verifier;
    this.issuer = issuer;
    this.known =
        Caffeine.newBuilder()
            // Waking a thread for each new token costs more than its part of the upkeep.
            .executor(Runnable::run)
            .maximumWeight(CAPACITY)
            .weigher((Digest digest, Known token) -> token.characters())
            .expireAfter(
                Expiry.creating(
                    (Digest digest, Known token) ->
                        Duration.ofMillis(token.claims().expiresAt() * 1000 - clock.millis())))
            .build();
  }

  /**
   * Whether {@code token} has the form of a JWT: three segments of base64url, none of them empty
   * (RFC 7515 §7.1).
   */
  static boolean hasForm(String token) {
    int segments = 1;
    int start = 0;
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c == '.') {
        if (i == start) {
          return false;
        }
        segments++;
        start = i + 1;
      } else if (!isBase64Url(c)) {
        return false;
      }
    }
    return segments == 3 && start < token.length();
  }

  private static boolean isBase64Url(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /**
   * The claims of a token that this server issued, in time or not.
   *
   * @param token which {@linkplain #hasForm has the form} of a JWT
   * @throws TokenRefused by the first rule from {@link TokenRule#HEADER_IS_READABLE} on that does
   *     not hold
   * @throws dev.lockspire.storage.StorageFailure when keys have to be read and cannot
   */
  TokenClaims claims(String token) {
    Digest digest = Digest.of(token);
    Known before = known.getIfPresent(digest);
    if (before != null && verifier.publishes(before.key())) {
      return before.claims();
    }
    SignedJwt jwt = verified(token);
    TokenClaims claims = TokenClaims.of(jwt, issuer);
    known.put(digest, new Known(jwt.key(), claims, token.length()));
    return claims;
  }

  private SignedJwt verified(String token) {
    JwtVerdict verdict = verifier.examine(token, ALGORITHMS);
    if (verdict instanceof SignedJwt jwt) {
      return jwt;
    }
    throw switch ((JwtVerdict.Defect) verdict) {
      case MALFORMED -> TokenRefused.by(TokenRule.HEADER_IS_READABLE, "malformed");
      case NO_KID -> TokenRefused.by(TokenRule.HEADER_NAMES_A_KEY, "no_kid");
      case KEY_NOT_FOUND -> TokenRefused.by(TokenRule.KEY_IS_KNOWN, "key_not_found");
      case INVALID_SIGNATURE -> TokenRefused.by(TokenRule.SIGNATURE_VERIFIES, "invalid_signature");
    };
  }
}
