package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.minting.TestSigner;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/** Reads responses in the JWT modes as an application does that knows the key set alone. */
final class ResponseJwt {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256);

  private ResponseJwt() {}

  /** The JWT that {@code reply} delivers in {@code mode}, beside which there is nothing. */
  static String of(String mode, Reply reply) {
    Map<String, String> delivered =
        switch (mode) {
          case "form_post.jwt" -> Answer.hiddenInputs(reply);
          case "fragment.jwt" -> single(Answer.fragment(reply));
          default -> single(Answer.query(reply));
        };
    assertThat(delivered).as(Answer.reason(reply)).containsOnlyKeys("response");
    return delivered.get("response");
  }

  private static Map<String, String> single(Parameters sent) {
    return sent.names().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                name -> name,
                name -> {
                  assertThat(sent.all(name)).hasSize(1);
                  return sent.value(name).orElseThrow();
                }));
  }

  /** The verified claims of what {@code reply} delivers. */
  static Map<String, Object> claims(String mode, Reply reply) {
    return verified(of(mode, reply));
  }

  /** The claims of {@code jwt}, once its signature verifies with the server's key set. */
  static Map<String, Object> verified(String jwt) {
    return verified(jwt, TestSigner.keySet());
  }

  static Map<String, Object> verified(String jwt, JWKSet keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
    // When it ends is compared with the moved clock of the test.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    try {
      processor.process(jwt, null);
      return SignedJWT.parse(jwt).getPayload().toJSONObject();
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static JWSHeader header(String jwt) {
    try {
      JWSHeader header = SignedJWT.parse(jwt).getHeader();
      assertThat(header.getType()).isEqualTo(JOSEObjectType.JWT);
      return header;
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** The signed JWT inside an encrypted one that only the owner of {@code key} opens. */
  static String opened(String jwe, JWK key, String algorithm, String content) {
    try {
      JWEObject encrypted = JWEObject.parse(jwe);
      assertThat(encrypted.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
      assertThat(encrypted.getHeader().getEncryptionMethod().getName()).isEqualTo(content);
      assertThat(encrypted.getHeader().getContentType()).isEqualTo("JWT");
      assertThat(encrypted.getHeader().getKeyID()).isEqualTo(key.getKeyID());
      encrypted.decrypt(
          key instanceof ECKey ec ? new ECDHDecrypter(ec) : new RSADecrypter(key.toRSAKey()));
      return encrypted.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
