package dev.lockspire.senderconstraint;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.policy.SecurityProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Whatever is sent as a DPoP proof")
class ProofParsingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String URL = "https://op.example/token";
  private static final ProofMaker KEY = ProofMaker.es256();
  private static final DpopNonces NONCES =
      new DpopNonces(
          new KeyRing(MasterKey.of(new byte[32]), List.of(), RandomSource.secure()),
          RandomSource.secure(),
          () -> NOW);
  private static final DpopProofs PROOFS =
      new DpopProofs(
          new ForeignKeys(Optional.empty()),
          NONCES,
          Duration.ofSeconds(30),
          () -> NOW,
          RuleTrace.OFF);
  private static final ProofDemand DEMAND =
      new ProofDemand(
          NoncePurpose.AUTHORIZATION_SERVER,
          "POST",
          List.of(URL),
          SecurityProfile.NONE,
          Optional.of("token"),
          Optional.of(KEY.thumbprint()));

  /** Anything else that is thrown fails the property. */
  private static void verify(String proof) {
    try {
      PROOFS.verify(List.of(proof), DEMAND);
    } catch (ProofRefused expected) {
      // The one way in which a proof may fail.
    }
  }

  @Property
  @Label("nothing but ProofRefused comes of any text")
  void text(@ForAll String text) {
    verify(text);
  }

  @Property
  @Label("nothing but ProofRefused comes of any bytes in the three parts")
  void parts(@ForAll byte[] header, @ForAll byte[] claims, @ForAll byte[] signature) {
    verify(encoded(header) + '.' + encoded(claims) + '.' + encoded(signature));
  }

  @Property
  @Label("nothing but ProofRefused comes of any JSON in header, key and claims, well signed")
  void json(
      @ForAll("members") Map<String, Object> header,
      @ForAll("members") Map<String, Object> claims,
      @ForAll("members") Map<String, Object> jwk) {
    ProofMaker.Draft draft =
        KEY.proof("POST", URL, NOW)
            .nonce(NONCES.fresh(NoncePurpose.AUTHORIZATION_SERVER))
            .token("token");
    claims.forEach(draft::claim);
    Map<String, Object> key = KEY.jwk();
    key.putAll(jwk);
    draft.header("jwk", key);
    header.forEach(draft::header);
    verify(draft.sign());
  }

  @Property
  @Label("nothing but ProofRefused comes of a proof with one character changed")
  void changed(@ForAll int at, @ForAll char with) {
    StringBuilder proof =
        new StringBuilder(
            KEY.proof("POST", URL, NOW)
                .nonce(NONCES.fresh(NoncePurpose.AUTHORIZATION_SERVER))
                .token("token")
                .sign());
    proof.setCharAt(Math.floorMod(at, proof.length()), with);
    verify(proof.toString());
  }

  @Property(tries = 50)
  @Label("deep nesting is refused before it is parsed")
  void nesting(@ForAll("depths") int depth) {
    String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    verify(encoded(deep.getBytes(StandardCharsets.UTF_8)) + ".e30.AA");
    verify("e30." + encoded("[".repeat(depth).getBytes(StandardCharsets.UTF_8)) + ".AA");
  }

  private static String encoded(byte[] bytes) {
    return Base64Url.encode(bytes);
  }

  @Provide
  Arbitrary<Integer> depths() {
    return Arbitraries.integers().between(1, 5000);
  }

  @Provide
  Arbitrary<Map<String, Object>> members() {
    Arbitrary<String> names =
        Arbitraries.of(
            "typ", "alg", "jwk", "htm", "htu", "iat", "jti", "nonce", "ath", "kty", "crv", "x", "y",
            "n", "e", "d", "use", "key_ops", "kid", "x5c", "exp");
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(40).map(Object.class::cast),
            Arbitraries.of("RSA", "EC", "OKP", "oct", "P-256", "Ed25519", "ES256", "AQAB", "sig"),
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.doubles().between(-1e9, 1e9).map(Object.class::cast),
            Arbitraries.of(true, false, List.of(), Map.of(), List.of("verify", 1), Map.of("a", 1)));
    return Combinators.combine(names.list().ofMaxSize(4), values.list().ofSize(4))
        .as(
            (some, given) -> {
              Map<String, Object> members = new LinkedHashMap<>();
              for (int i = 0; i < some.size(); i++) {
                members.put(some.get(i), given.get(i));
              }
              return members;
            });
  }
}
