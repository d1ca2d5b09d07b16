package dev.lockspire.senderconstraint;

import dev.lockspire.crypto.ConstantTime;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.senderconstraint.ProofKeys.ProofKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies DPoP proofs (RFC 9449 §4.3): one {@link ProofRule} after the other, with no look at the
 * database. Whatever is sent, nothing but {@link ProofRefused} comes of it.
 */
public final class DpopProofs implements ProofVerifier {
  private static final String TYPE = "dpop+jwt";
  private static final int LONGEST_PROOF = 8 * 1024;

  /** How old a proof may be. */
  private static final Duration OLDEST = Duration.ofMinutes(5);

  private final ProofKeys keys;
  private final DpopNonces nonces;
  private final Duration skew;
  private final InstantSource clock;
  private final RuleTrace trace;

  /**
   * @param skew how far the clocks of clients may run ahead
   */
  public DpopProofs(
      ForeignKeys keys, DpopNonces nonces, Duration skew, InstantSource clock, RuleTrace trace) {
    this.keys = new ProofKeys(keys);
    this.nonces = nonces;
    this.skew = skew;
    this.clock = clock;
    this.trace = trace;
  }

  @Override
  public String freshNonce(NoncePurpose purpose) {
    return nonces.fresh(purpose);
  }

  @Override
  public VerifiedProof verify(List<String> headers, ProofDemand demand) {
    trace.require(ProofRule.PROOF_IS_PRESENT, () -> present(headers));
    trace.require(ProofRule.PROOF_IS_SENT_ONCE, () -> sentOnce(headers));
    Jwt jwt = trace.check(ProofRule.PROOF_IS_A_JWT, () -> jwt(headers.get(0)));
    CompactJws proof = jwt.proof();
    Map<String, Object> claims = jwt.claims();
    trace.require(ProofRule.TYPE_IS_DPOP_JWT, () -> type(proof));
    ProofKey key = trace.check(ProofRule.KEY_IS_PUBLIC, () -> keys.read(proof.header().get("jwk")));
    SigningAlgorithm algorithm =
        trace.check(ProofRule.ALGORITHM_IS_ALLOWED, () -> algorithm(proof, demand));
    trace.require(ProofRule.SIGNATURE_IS_THE_KEYS, () -> signed(proof, key, algorithm));
    trace.require(ProofRule.METHOD_IS_THE_REQUESTS, () -> method(claims, demand));
    String htu = trace.check(ProofRule.TARGET_IS_THE_REQUESTS, () -> target(claims, demand));
    Instant issuedAt = trace.check(ProofRule.TIME_IS_NEAR, () -> issuedAt(claims, demand));
    String jti = trace.check(ProofRule.ID_IS_PRESENT, () -> id(claims));
    Duration age = trace.check(ProofRule.NONCE_IS_OURS, () -> nonce(claims, demand));
    demand
        .accessToken()
        .ifPresent(
            token ->
                trace.require(ProofRule.TOKEN_IS_THE_ONE_PRESENTED, () -> madeFor(claims, token)));
    demand
        .boundTo()
        .ifPresent(bound -> trace.require(ProofRule.KEY_IS_THE_BOUND_ONE, () -> bound(key, bound)));
    return new VerifiedProof(
        key.thumbprint(),
        algorithm,
        use(key, jti, demand.method(), htu, issuedAt),
        nonces.successor(age, demand.purpose()));
  }

  private static void present(List<String> headers) {
    if (headers.isEmpty()) {
      throw new ProofRefused("missing_dpop_proof");
    }
  }

  private static void sentOnce(List<String> headers) {
    if (headers.size() > 1) {
      throw new ProofRefused("multiple_dpop_proofs");
    }
  }

  private record Jwt(CompactJws proof, Map<String, Object> claims) {}

  private static Jwt jwt(String text) {
    return Optional.of(text)
        .filter(proof -> proof.length() <= LONGEST_PROOF)
        .flatMap(CompactJws::of)
        // A critical extension is one we would have to understand (RFC 7515 §4.1.11); we use none.
        .filter(proof -> !proof.header().containsKey("crit"))
        .flatMap(proof -> proof.claims().map(claims -> new Jwt(proof, claims)))
        .orElseThrow(() -> new ProofRefused("invalid_jwt"));
  }

  private static void type(CompactJws proof) {
    String type = proof.header("typ").orElse("");
    if (!type.equals(TYPE)) {
      throw new ProofRefused("invalid_typ", Map.of("typ", type));
    }
  }

  private static SigningAlgorithm algorithm(CompactJws proof, ProofDemand demand) {
    String name = proof.header("alg").orElse("");
    return SigningAlgorithm.ofWireName(name)
        .filter(demand.profile().algorithms()::contains)
        .orElseThrow(
            () ->
                new ProofRefused(
                    "unsupported_signing_algorithm",
                    Map.of(
                        "alg",
                        name,
                        "allowed",
                        String.join(" ", demand.profile().algorithmNames()))));
  }

  private static void signed(CompactJws proof, ProofKey key, SigningAlgorithm algorithm) {
    if (!key.key().verifies(algorithm, proof.signingInput(), proof.signature())) {
      throw new ProofRefused("invalid_signature");
    }
  }

  private static void method(Map<String, Object> claims, ProofDemand demand) {
    String method = text(claims, "htm", "missing_htm");
    if (!method.equals(demand.method())) {
      throw new ProofRefused("invalid_htm", Map.of("htm", method, "method", demand.method()));
    }
  }

  private static String target(Map<String, Object> claims, ProofDemand demand) {
    String named = text(claims, "htu", "missing_htu");
    Optional<Htu> htu = Htu.of(named);
    for (String target : demand.targets()) {
      if (htu.isPresent() && htu.equals(Htu.of(target))) {
        return htu.get().value();
      }
    }
    throw new ProofRefused(
        "invalid_htu", Map.of("htu", named, "targets", String.join(" ", demand.targets())));
  }

  private Instant issuedAt(Map<String, Object> claims, ProofDemand demand) {
    Object iat = claims.get("iat");
    if (iat == null) {
      throw new ProofRefused("missing_iat");
    }
    if (!(iat instanceof Long || iat instanceof Integer)) {
      throw new ProofRefused("invalid_iat");
    }
    long seconds = ((Number) iat).longValue();
    long now = clock.instant().getEpochSecond();
    if (seconds > now + demand.profile().ahead(skew).toSeconds()) {
      throw wrongTime("future_iat", seconds, now);
    }
    if (seconds < now - OLDEST.toSeconds()) {
      throw wrongTime("stale_iat", seconds, now);
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static ProofRefused wrongTime(String reason, long iat, long now) {
    return new ProofRefused(reason, Map.of("iat", Long.toString(iat), "now", Long.toString(now)));
  }

  private static String id(Map<String, Object> claims) {
    String jti = text(claims, "jti", "missing_jti");
    if (!SingleUse.isJti(jti)) {
      throw new ProofRefused("invalid_jti");
    }
    return jti;
  }

  private Duration nonce(Map<String, Object> claims, ProofDemand demand) {
    if (claims.get("nonce") == null) {
      throw new ProofRefused("missing_dpop_nonce");
    }
    return Optional.of(claims.get("nonce"))
        .filter(String.class::isInstance)
        .flatMap(nonce -> nonces.age((String) nonce, demand.purpose()))
        .orElseThrow(() -> new ProofRefused("invalid_dpop_nonce"));
  }

  private static void madeFor(Map<String, Object> claims, String accessToken) {
    String ath = text(claims, "ath", "missing_dpop_ath");
    if (!ConstantTime.equal(ath, Sha256.base64Url(accessToken))) {
      throw new ProofRefused("invalid_dpop_ath");
    }
  }

  private static void bound(ProofKey key, String boundTo) {
    if (!ConstantTime.equal(key.thumbprint(), boundTo)) {
      throw new ProofRefused(
          "dpop_binding_mismatch", Map.of("jkt", key.thumbprint(), "bound to", boundTo));
    }
  }

  private SingleUse.Proof use(
      ProofKey key, String jti, String method, String htu, Instant issuedAt) {
    String jkt = key.thumbprint();
    return new SingleUse.Proof(
        Sha256.base64Url(String.join("\n", jkt, jti, method, htu)),
        jkt,
        jti,
        method,
        htu,
        issuedAt.plus(OLDEST).plus(skew));
  }

  private static String text(Map<String, Object> claims, String name, String reason) {
    if (claims.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new ProofRefused(reason);
  }
}
