package dev.lockspire.senderconstraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Rule;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.senderconstraint.ProofMaker.Draft;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A DPoP proof")
class DpopProofsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.500Z");
  private static final String URL = "https://op.example/lockspire/token";
  private static final ProofMaker KEY = ProofMaker.es256();
  private static final ProofMaker RSA = ProofMaker.rs256();

  private Instant now = NOW;
  private final List<Rule> passed = new ArrayList<>();
  private final DpopNonces nonces =
      new DpopNonces(
          new KeyRing(MasterKey.of(new byte[32]), List.of(), RandomSource.secure()),
          RandomSource.secure(),
          () -> now);
  private final DpopProofs proofs =
      new DpopProofs(
          new ForeignKeys(Optional.empty()),
          nonces,
          Duration.ofSeconds(30),
          () -> now,
          new RuleTrace() {
            @Override
            public <T> T check(Rule rule, Supplier<T> check) {
              T established = check.get();
              passed.add(rule);
              return established;
            }

            @Override
            public String refused(OAuthError error) {
              return "";
            }
          });

  private static ProofDemand demand() {
    return demand(SecurityProfile.NONE);
  }

  private static ProofDemand demand(SecurityProfile profile) {
    return new ProofDemand(
        NoncePurpose.AUTHORIZATION_SERVER,
        "POST",
        List.of(URL, "https://mtls.op.example/lockspire/token"),
        profile,
        Optional.empty(),
        Optional.empty());
  }

  private static ProofDemand resource(String token, String jkt) {
    return new ProofDemand(
        NoncePurpose.RESOURCE_SERVER,
        "GET",
        List.of("https://op.example/lockspire/userinfo"),
        SecurityProfile.NONE,
        Optional.of(token),
        Optional.of(jkt));
  }

  private Draft proof() {
    return proof(KEY);
  }

  private Draft proof(ProofMaker key) {
    return key.proof("POST", URL, NOW).nonce(nonces.fresh(NoncePurpose.AUTHORIZATION_SERVER));
  }

  private Draft resourceProof(String token) {
    return KEY.proof("GET", "https://op.example/lockspire/userinfo", NOW)
        .nonce(nonces.fresh(NoncePurpose.RESOURCE_SERVER))
        .token(token);
  }

  private VerifiedProof verify(Draft draft) {
    return proofs.verify(List.of(draft.sign()), demand());
  }

  private void refused(String reason, Draft draft) {
    refused(reason, List.of(draft.sign()), demand());
  }

  private void refused(String reason, List<String> headers, ProofDemand demand) {
    assertThatThrownBy(() -> proofs.verify(headers, demand))
        .isInstanceOfSatisfying(
            ProofRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  @DisplayName("that holds names its key, and is used up as RFC 9449 §11.1 says")
  void holds() {
    Draft draft = proof().claim("jti", "jti-1");

    VerifiedProof verified = verify(draft);

    assertThat(verified.jkt()).isEqualTo(KEY.thumbprint());
    assertThat(verified.nextNonce()).isEmpty();
    assertThat(verified.use().key())
        .isEqualTo(Sha256.base64Url(KEY.thumbprint() + "\njti-1\nPOST\n" + URL));
    assertThat(verified.use().jti()).isEqualTo("jti-1");
    assertThat(verified.use().htm()).isEqualTo("POST");
    assertThat(verified.use().htu()).isEqualTo(URL);
    assertThat(verified.use().expiresAt())
        .isEqualTo(Instant.ofEpochSecond(NOW.getEpochSecond()).plusSeconds(330));
  }

  @Test
  @DisplayName("is asked every rule of §7.1, in that order")
  void order() {
    proofs.verify(List.of(resourceProof("t").sign()), resource("t", KEY.thumbprint()));

    List<Rule> all = new ArrayList<>(Arrays.asList(ProofRule.values()));
    all.remove(ProofRule.PROOF_IS_NEW);
    assertThat(passed).isEqualTo(all);
    assertThat(all).allMatch(rule -> rule.reference().startsWith("RFC 9449"));
  }

  @Test
  @DisplayName("may be signed with ES256, RS256, PS256 or EdDSA where the profile allows it")
  void algorithms() {
    List<ProofMaker> keys = List.of(KEY, RSA, ProofMaker.ps256(), ProofMaker.edDsa());
    for (ProofMaker key : keys) {
      assertThat(verify(proof(key)).jkt()).isEqualTo(key.thumbprint());
    }
  }

  @Test
  @DisplayName("is missing: missing_dpop_proof; sent twice: multiple_dpop_proofs")
  void header() {
    refused("missing_dpop_proof", List.of(), demand());
    refused("multiple_dpop_proofs", List.of(proof().sign(), proof().sign()), demand());
  }

  @Test
  @DisplayName("1 is no decodable JWS: invalid_jwt")
  void structure() {
    String good = proof().sign();
    for (String bad :
        List.of(
            "",
            "a",
            "..",
            "a.b.c",
            good + ".x",
            good + "=",
            good.substring(0, good.lastIndexOf('.')),
            good + " ",
            good + "," + good,
            "\u0000" + good)) {
      refused("invalid_jwt", List.of(bad), demand());
    }
    refused("invalid_jwt", proof().claim("more", "x".repeat(8192)));
    refused("invalid_jwt", proof().header("crit", List.of("exp")).header("exp", 1));
  }

  @Test
  @DisplayName("2 typ is not exactly dpop+jwt: invalid_typ")
  void type() {
    for (Object typ : new Object[] {null, "JWT", "DPoP+JWT", "application/dpop+jwt", 1}) {
      refused("invalid_typ", proof().header("typ", typ));
    }
  }

  @Test
  @DisplayName("3 header jwk is absent or no object: missing_jwk")
  void missingKey() {
    for (Object jwk : new Object[] {null, "{}", List.of(), 1}) {
      refused("missing_jwk", proof().header("jwk", jwk));
    }
  }

  @Test
  @DisplayName("3 jwk is symmetric, private, weak or no key at all: invalid_jwk")
  void unfitKey() throws JOSEException {
    List<Map<String, Object>> unfit =
        List.of(
            Map.of(),
            Map.of("kty", "oct", "k", "c2VjcmV0"),
            Map.of("kty", "oct"),
            Map.of("kty", "XYZ"),
            Map.of("kty", 1),
            new ECKeyGenerator(Curve.P_256).generate().toJSONObject(),
            new ECKeyGenerator(Curve.P_384).generate().toPublicJWK().toJSONObject(),
            new RSAKeyGenerator(1024, true).generate().toPublicJWK().toJSONObject(),
            altered(KEY, "x", "AAAA"),
            altered(KEY, "x", "not base64 url!"),
            altered(KEY, "x", "A".repeat(3000)),
            altered(KEY, "x", 5),
            altered(KEY, "crv", "P-257"),
            altered(KEY, "crv", null),
            altered(KEY, "use", "enc"),
            altered(KEY, "alg", "ES384"),
            altered(KEY, "key_ops", List.of("sign")),
            altered(KEY, "d", "AAAA"),
            altered(KEY, "k", "AAAA"),
            altered(RSA, "oth", List.of()),
            altered(RSA, "e", "A".repeat(100)),
            altered(RSA, "n", "AQAB"),
            altered(RSA, "n", ""));
    for (Map<String, Object> jwk : unfit) {
      refused("invalid_jwk", proof().header("jwk", jwk));
    }
  }

  private static Map<String, Object> altered(ProofMaker key, String member, Object value) {
    Map<String, Object> jwk = new LinkedHashMap<>(key.jwk());
    jwk.put(member, value);
    return jwk;
  }

  @Test
  @DisplayName("3 jwk may say more than the key, as browsers do; the thumbprint is the key's alone")
  void talkativeKey() {
    Map<String, Object> jwk = KEY.jwk();
    jwk.put("ext", true);
    jwk.put("key_ops", List.of("verify"));
    jwk.put("kid", "mine");
    jwk.put("x5c", List.of("not looked at"));
    assertThat(verify(proof().header("jwk", jwk)).jkt()).isEqualTo(KEY.thumbprint());
  }

  @Test
  @DisplayName("4 alg is not allowed by the profile: unsupported_signing_algorithm")
  void algorithm() {
    for (Object alg : new Object[] {null, "none", "HS256", "ES384", "RS512", "es256", 1}) {
      refused("unsupported_signing_algorithm", proof().header("alg", alg));
    }
    refused(
        "unsupported_signing_algorithm",
        List.of(proof(RSA).sign()),
        demand(SecurityProfile.FAPI_2_0_SECURITY));
  }

  @Test
  @DisplayName("4 the signature is not that key's: invalid_signature")
  void signature() {
    String good = proof().sign();
    String other = proof().sign();
    String swapped =
        good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    refused("invalid_signature", List.of(swapped), demand());
    refused("invalid_signature", List.of(good.substring(0, good.lastIndexOf('.') + 1)), demand());
    refused("invalid_signature", proof().header("jwk", ProofMaker.es256().jwk()));
    refused("invalid_signature", proof().header("alg", "RS256"));
    refused("invalid_signature", proof(RSA).header("alg", "PS256"));
  }

  @Test
  @DisplayName("5 htm is absent: missing_htm; is not the method, in that case: invalid_htm")
  void method() {
    refused("missing_htm", proof().claim("htm", null));
    refused("missing_htm", proof().claim("htm", List.of("POST")));
    for (String htm : List.of("GET", "post", "POST ", "Post")) {
      refused("invalid_htm", proof().claim("htm", htm));
    }
  }

  @Test
  @DisplayName("6 htu is absent: missing_htu; is not the target, or no absolute URI: invalid_htu")
  void target() {
    refused("missing_htu", proof().claim("htu", null));
    refused("missing_htu", proof().claim("htu", Map.of()));
    for (String htu :
        List.of(
            "/lockspire/token",
            "https://op.example/lockspire/userinfo",
            "http://op.example/lockspire/token",
            "https://evil.example/lockspire/token",
            "https://op.example:8443/lockspire/token",
            URL + "/",
            "https://op.example/lockspire/%",
            "::::",
            "https://op.example/" + "x".repeat(2100))) {
      refused("invalid_htu", proof().claim("htu", htu));
    }
  }

  @Test
  @DisplayName("57 htu normalisation: upper-case host, explicit :443, query string → accepted")
  void normalisedTarget() {
    for (String htu :
        List.of(
            "HTTPS://OP.EXAMPLE/lockspire/token",
            "https://op.example:443/lockspire/token?a=b#c",
            "https://op.example/lockspire/./%74oken",
            "https://mtls.op.example/lockspire/token")) {
      assertThat(verify(proof().claim("htu", htu)).use().htu()).endsWith("/lockspire/token");
    }
  }

  @Test
  @DisplayName("6 a target that is no URL refuses every proof, and raises nothing else")
  void unusableTarget() {
    ProofDemand demand =
        new ProofDemand(
            NoncePurpose.AUTHORIZATION_SERVER,
            "POST",
            List.of("not a url", "https://op.example/%zz"),
            SecurityProfile.NONE,
            Optional.empty(),
            Optional.empty());
    refused("invalid_htu", List.of(proof().sign()), demand);
    refused("invalid_htu", List.of(proof().claim("htu", "not a url").sign()), demand);
  }

  @Test
  @DisplayName("7 iat is absent: missing_iat; is no integer: invalid_iat")
  void time() {
    refused("missing_iat", proof().claim("iat", null));
    long seconds = NOW.getEpochSecond();
    for (Object iat :
        List.of(
            Long.toString(seconds),
            new BigDecimal(seconds + ".5"),
            true,
            List.of(seconds),
            new BigInteger("99999999999999999999"))) {
      refused("invalid_iat", proof().claim("iat", iat));
    }
  }

  @Test
  @DisplayName("7 iat is −301 s: stale_iat, +31 s: future_iat; −300 s and +30 s hold")
  void timeWindow() {
    long seconds = NOW.getEpochSecond();
    refused("stale_iat", proof().claim("iat", seconds - 301));
    refused("future_iat", proof().claim("iat", seconds + 31));
    refused("stale_iat", proof().claim("iat", Long.MIN_VALUE));
    refused("future_iat", proof().claim("iat", Long.MAX_VALUE));
    assertThat(verify(proof().claim("iat", seconds - 300))).isNotNull();
    assertThat(verify(proof().claim("iat", seconds + 30)).use().expiresAt())
        .isEqualTo(Instant.ofEpochSecond(seconds + 360));
  }

  @Test
  @DisplayName("B-67: under FAPI iat 10 s ahead holds and 61 s is refused, whatever the skew")
  void fapiClock() {
    ProofDemand fapi = demand(SecurityProfile.FAPI_2_0_SECURITY);
    long seconds = NOW.getEpochSecond();
    for (Duration skew : List.of(Duration.ZERO, Duration.ofMinutes(2))) {
      DpopProofs skewed =
          new DpopProofs(new ForeignKeys(Optional.empty()), nonces, skew, () -> NOW, RuleTrace.OFF);
      assertThat(skewed.verify(List.of(proof().claim("iat", seconds + 10).sign()), fapi))
          .isNotNull();
      assertThat(
              catchThrowableOfType(
                      ProofRefused.class,
                      () -> skewed.verify(List.of(proof().claim("iat", seconds + 61).sign()), fapi))
                  .reason())
          .isEqualTo("future_iat");
    }
  }

  @Test
  @DisplayName("8 jti is absent: missing_jti; is unusable: invalid_jti")
  void id() {
    for (Object jti : new Object[] {null, "", 5, List.of("a")}) {
      refused("missing_jti", proof().claim("jti", jti));
    }
    for (String jti : List.of("x".repeat(513), "a\u0000b", "a\nb")) {
      refused("invalid_jti", proof().claim("jti", jti));
    }
    Draft half = proof().claim("jti", "half");
    String halfAPair = half.sign(half.claimsJson().replace("half", "\\ud800"));
    refused("invalid_jti", List.of(halfAPair), demand());
    assertThat(verify(proof().claim("jti", "x".repeat(512)))).isNotNull();
  }

  @Test
  @DisplayName("9 nonce is absent: missing_dpop_nonce; is not ours: invalid_dpop_nonce")
  void nonce() {
    refused("missing_dpop_nonce", proof().claim("nonce", null));
    String resource = nonces.fresh(NoncePurpose.RESOURCE_SERVER);
    for (Object nonce : List.of("", "made up", resource, 5, List.of(resource))) {
      refused("invalid_dpop_nonce", proof().claim("nonce", nonce));
    }
    assertThat(new ProofRefused("missing_dpop_nonce").needsNonce()).isTrue();
    assertThat(new ProofRefused("invalid_dpop_nonce").needsNonce()).isTrue();
    assertThat(new ProofRefused("stale_iat").needsNonce()).isFalse();
  }

  @Test
  @DisplayName("55 nonce age: 301 s old → invalid_dpop_nonce; past half its life a fresh one comes")
  void nonceAge() {
    String nonce = nonces.fresh(NoncePurpose.AUTHORIZATION_SERVER);
    now = NOW.plusSeconds(301);
    refused("invalid_dpop_nonce", KEY.proof("POST", URL, now).nonce(nonce));
    now = NOW.plusSeconds(151);
    String next = verify(KEY.proof("POST", URL, now).nonce(nonce)).nextNonce().orElseThrow();
    now = NOW.plusSeconds(302);
    assertThat(verify(KEY.proof("POST", URL, now).nonce(next))).isNotNull();
  }

  @Test
  @DisplayName("10 ath is absent: missing_dpop_ath; is another token's: invalid_dpop_ath")
  void accessToken() {
    ProofDemand demand = resource("token", KEY.thumbprint());
    refused("missing_dpop_ath", List.of(resourceProof("token").claim("ath", null).sign()), demand);
    refused("invalid_dpop_ath", List.of(resourceProof("other").sign()), demand);
    refused(
        "invalid_dpop_ath", List.of(resourceProof("token").claim("ath", "token").sign()), demand);
  }

  @Test
  @DisplayName("11 the key is not the bound one: dpop_binding_mismatch")
  void boundKey() {
    String proof = resourceProof("token").sign();
    refused("dpop_binding_mismatch", List.of(proof), resource("token", RSA.thumbprint()));
    refused("dpop_binding_mismatch", List.of(proof), resource("token", "ä"));
  }

  @Test
  @DisplayName("tells an operator what was compared, never the proof itself")
  void compared() {
    assertThatThrownBy(() -> verify(proof().claim("htm", "GET")))
        .isInstanceOfSatisfying(
            ProofRefused.class,
            refused ->
                assertThat(refused.compared()).isEqualTo(Map.of("htm", "GET", "method", "POST")));
  }
}
