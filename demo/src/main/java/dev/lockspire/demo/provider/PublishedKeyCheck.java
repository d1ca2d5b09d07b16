package dev.lockspire.demo.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lockspire.Lockspire;
import dev.lockspire.demo.api.SignatureCheck;
import dev.lockspire.keys.PublishedKeySet;
import jakarta.servlet.ServletContext;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** Checks signatures against the keys the provider publishes, without a request to itself. */
public final class PublishedKeyCheck implements SignatureCheck {
  private final ServletContext context;
  private volatile Parsed parsed;

  private record Parsed(PublishedKeySet source, JWKSet keys) {}

  /**
   * @param context asked for Lockspire at each call: it starts after this host's own parts
   */
  public PublishedKeyCheck(ServletContext context) {
    this.context = context;
  }

  @Override
  public Optional<Map<String, Object>> claims(String jwt) {
    try {
      JWSObject signed = JWSObject.parse(jwt);
      JWK key = keys().getKeyByKeyId(signed.getHeader().getKeyID());
      boolean verified =
          key instanceof AsymmetricJWK publicKey
              // The key says what it is for; the token's header may not choose otherwise.
              && signed.getHeader().getAlgorithm().equals(key.getAlgorithm())
              && signed.verify(verifier(signed, publicKey));
      return verified ? Optional.ofNullable(signed.getPayload().toJSONObject()) : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException notVerified) {
      return Optional.empty();
    }
  }

  private static JWSVerifier verifier(JWSObject signed, AsymmetricJWK key) throws JOSEException {
    return new DefaultJWSVerifierFactory().createJWSVerifier(signed.getHeader(), key.toPublicKey());
  }

  /** Parsed once: the same instance is handed out until a key changes. */
  private JWKSet keys() throws ParseException {
    PublishedKeySet current = Lockspire.of(context).publishedKeys().current();
    Parsed known = parsed;
    if (known == null || known.source() != current) {
      known = new Parsed(current, JWKSet.parse(new String(current.jwks(), StandardCharsets.UTF_8)));
      parsed = known;
    }
    return known.keys();
  }
}
