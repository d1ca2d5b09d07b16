package dev.lockspire.senderconstraint;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.keys.ForeignKey;
import dev.lockspire.keys.ForeignKeys;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the public key that a DPoP proof carries in its {@code jwk} header (RFC 9449 §4.2). */
final class ProofKeys {
  /** RFC 7518 §6.2.2, §6.3.2, §6.4.1; RFC 8037 §2. */
  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  /** What is looked at: the public key itself, and what its owner says it is for. */
  private static final List<String> PUBLIC =
      List.of("kty", "crv", "x", "y", "n", "e", "use", "key_ops", "alg");

  /** Characters: RSA of 8192 bits has a modulus of 1366. */
  private static final int LONGEST_MEMBER = 2048;

  private final ForeignKeys keys;

  ProofKeys(ForeignKeys keys) {
    this.keys = keys;
  }

  /**
   * @param thumbprint SHA-256 (RFC 7638)
   */
  record ProofKey(ForeignKey key, String thumbprint) {}

  /**
   * @param jwk the header parameter; null when there is none
   * @throws ProofRefused {@code missing_jwk}, or {@code invalid_jwk} for a symmetric or private
   *     key, and for one that nothing here verifies with
   */
  ProofKey read(Object jwk) {
    if (!(jwk instanceof Map<?, ?> members)) {
      throw new ProofRefused("missing_jwk");
    }
    if (members.keySet().stream().anyMatch(PRIVATE::contains)) {
      throw invalid();
    }
    try {
      JWK parsed = JWK.parse(publicPart(members));
      ForeignKey key = keys.of(parsed).orElseThrow(ProofKeys::invalid);
      return new ProofKey(key, parsed.computeThumbprint("SHA-256").toString());
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
      throw invalid();
    }
  }

  private static Map<String, Object> publicPart(Map<?, ?> members) {
    Map<String, Object> part = new LinkedHashMap<>();
    for (String name : PUBLIC) {
      Object value = members.get(name);
      if (value instanceof String text && text.length() > LONGEST_MEMBER) {
        throw invalid();
      }
      if (value != null) {
        part.put(name, value);
      }
    }
    return part;
  }

  private static ProofRefused invalid() {
    return new ProofRefused("invalid_jwk");
  }
}
