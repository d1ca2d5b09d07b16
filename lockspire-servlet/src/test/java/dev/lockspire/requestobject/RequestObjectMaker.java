package dev.lockspire.requestobject;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.clientauth.ClientKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A request object that is right in every way, for a test to spoil in one. */
public final class RequestObjectMaker {
  /** RFC 7636 appendix B. */
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();
  private final long now;
  private ClientKey key;

  private RequestObjectMaker(ClientKey key, Instant now) {
    this.key = key;
    this.now = now.getEpochSecond();
  }

  /** Asks for what the tests of the authorization endpoint ask for. */
  public static RequestObjectMaker of(String clientId, String issuer, ClientKey key, Instant now) {
    return new RequestObjectMaker(key, now)
        .header("alg", key.algorithm())
        .header("typ", "oauth-authz-req+jwt")
        .claim("iss", clientId)
        .claim("client_id", clientId)
        .claim("aud", issuer)
        .at("nbf", 0)
        .at("exp", 300)
        .claim("jti", UUID.randomUUID().toString())
        .claim("redirect_uri", "https://c.example/cb")
        .claim("response_type", "code")
        .claim("scope", "openid email")
        .claim("state", "xyz")
        .claim("nonce", "n-1")
        .claim("code_challenge", CHALLENGE)
        .claim("code_challenge_method", "S256");
  }

  public RequestObjectMaker header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  public RequestObjectMaker claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  public Object claimed(String name) {
    return claims.get(name);
  }

  /** A date so many seconds from now. */
  public RequestObjectMaker at(String name, long offset) {
    return claim(name, now + offset);
  }

  public RequestObjectMaker without(String... names) {
    for (String name : names) {
      claims.remove(name);
    }
    return this;
  }

  public RequestObjectMaker signedBy(ClientKey other) {
    this.key = other;
    return this;
  }

  public String jwt() {
    return key.jwt(header, claims);
  }

  /** Inside a JWE for the owner of {@code recipient}. */
  public String jwe(JWK recipient, String alg, String enc) {
    return jwe(jwt(), recipient, alg, enc, plain -> plain);
  }

  /** Any text inside a JWE, whose header may be changed. */
  public static String jwe(
      String content,
      JWK recipient,
      String alg,
      String enc,
      UnaryOperator<JWEHeader.Builder> more) {
    JWEHeader.Builder header =
        new JWEHeader.Builder(JWEAlgorithm.parse(alg), EncryptionMethod.parse(enc))
            .contentType("JWT");
    JWEObject sealed = new JWEObject(more.apply(header).build(), new Payload(content));
    try {
      sealed.encrypt(
          alg.startsWith("RSA")
              ? new RSAEncrypter(recipient.toRSAKey().toPublicJWK())
              : new ECDHEncrypter(recipient.toECKey().toPublicJWK()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return sealed.serialize();
  }
}
