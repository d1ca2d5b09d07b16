package dev.lockspire;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Router;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Somebody who asks a whole server for tokens of its own. */
record Machine(Router router, Issuer issuer) {

  static ECKey key(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A fresh one that holds. */
  String assertion(String clientId, ECKey key) {
    return assertion(clientId, key, issuer.value());
  }

  /** As {@link #assertion(String, ECKey)}, for somebody. */
  static String assertion(String clientId, ECKey key, String audience) {
    try {
      return assertion(
          clientId,
          audience,
          new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
          new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * As {@link #assertion(String, ECKey, String)}, with a shared secret ({@code client_secret_jwt}).
   */
  static String hmacAssertion(String clientId, String secret, String audience) {
    try {
      return assertion(
          clientId, audience, new JWSHeader(JWSAlgorithm.HS256), new MACSigner(secret));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String assertion(
      String clientId, String audience, JWSHeader header, JWSSigner signer) throws JOSEException {
    Instant now = Instant.now();
    SignedJWT jwt =
        new SignedJWT(
            header,
            new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    jwt.sign(signer);
    return jwt.serialize();
  }

  /** Asks, with an assertion beside {@code headers}. */
  Reply askWith(String assertion, Map<String, String> headers) {
    return ask(
        headers,
        Map.of(
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            assertion));
  }

  Reply ask(Map<String, String> headers, Map<String, String> form) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    all.put("Content-Type", List.of("application/x-www-form-urlencoded"));
    Map<String, String> parameters = new LinkedHashMap<>(form);
    parameters.put("grant_type", "client_credentials");
    return router.dispatch(
        new Call(
            "POST",
            "/token",
            Parameters.none(),
            Parameters.of(parameters),
            Headers.of(all),
            Map.of(),
            List.of(),
            "192.0.2.1",
            issuer,
            HostRequest.absent()));
  }
}
