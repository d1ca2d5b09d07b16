package dev.lockspire.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verifies what this server signed, by the keys it publishes (RFC 7515 §5.2, RFC 8725). */
public final class PublishedKeyVerifier implements JwtVerifier {
  private static final int MAX_HEADERS = 64;

  private final SigningKeys keys;

  /**
   * Headers of JWTs that verified: a server writes few different ones. What did not verify is never
   * kept, so nobody can push these out.
   */
  private final Cache<String, JoseHeader> headers =
      Caffeine.newBuilder().maximumSize(MAX_HEADERS).build();

  public PublishedKeyVerifier(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public Optional<Map<String, Object>> verify(String jwt, Set<SigningAlgorithm> allowed) {
    return examine(jwt, allowed) instanceof SignedJwt signed
        ? Optional.of(signed.claims())
        : Optional.empty();
  }

  /**
   * As {@link #verify}, and says what is wrong with a JWT that is refused: of several defects the
   * first in the order of {@link JwtVerdict.Defect}.
   *
   * @throws dev.lockspire.storage.StorageFailure when keys have to be read and cannot
   */
  public JwtVerdict examine(String jwt, Set<SigningAlgorithm> allowed) {
    int first = jwt.indexOf('.');
    int second = jwt.indexOf('.', first + 1);
    if (jwt.length() > CompactJws.MAX_CHARACTERS || first < 1 || second < 0) {
      return JwtVerdict.Defect.MALFORMED;
    }
    String encodedHeader = jwt.substring(0, first);
    JoseHeader known = headers.getIfPresent(encodedHeader);
    JoseHeader header = known == null ? JoseHeader.parse(encodedHeader).orElse(null) : known;
    if (header == null) {
      return JwtVerdict.Defect.MALFORMED;
    }
    if (header.kid().isEmpty()) {
      return JwtVerdict.Defect.NO_KID;
    }
    VerificationKey key = keys.verifier(header.kid().get()).orElse(null);
    if (key == null) {
      return JwtVerdict.Defect.KEY_NOT_FOUND;
    }
    byte[] signature = Base64Url.canonical(jwt.substring(second + 1)).orElse(null);
    if (signature == null
        || !allowed.contains(key.algorithm())
        || !header.names(key.algorithm())
        || !key.verifies(jwt.substring(0, second).getBytes(StandardCharsets.US_ASCII), signature)) {
      return JwtVerdict.Defect.INVALID_SIGNATURE;
    }
    if (known == null) {
      headers.put(encodedHeader, header);
    }
    return CompactJws.object(jwt.substring(first + 1, second))
        .<JwtVerdict>map(claims -> new SignedJwt(header.type(), claims, key))
        .orElse(JwtVerdict.Defect.MALFORMED);
  }

  /**
   * Whether {@code key} is published still: what it verified before may be taken as verified.
   *
   * @throws dev.lockspire.storage.StorageFailure when keys have to be read and cannot
   */
  public boolean publishes(VerificationKey key) {
    return keys.current().verifier(key.kid()).filter(published -> published == key).isPresent();
  }
}
