package dev.lockspire.it.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;

/** A key that tokens are bound to, and the proofs of having it. */
final class BoundKey {
  private final ECKey key;
  private final DPoPProofFactory proofs;

  BoundKey() throws JOSEException {
    this.key = new ECKeyGenerator(Curve.P_256).generate();
    this.proofs = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
  }

  JWKThumbprintConfirmation confirmation() throws JOSEException {
    return JWKThumbprintConfirmation.of(key);
  }

  /** For a first request, before any nonce is known. */
  SignedJWT post(URI endpoint) throws JOSEException {
    return proofs.createDPoPJWT("POST", endpoint);
  }

  SignedJWT post(URI endpoint, Nonce nonce) throws JOSEException {
    return proofs.createDPoPJWT("POST", endpoint, nonce);
  }

  /** Likewise, with the token that is shown. */
  SignedJWT get(URI resource, AccessToken token) throws JOSEException {
    return proofs.createDPoPJWT("GET", resource, token);
  }

  SignedJWT get(URI resource, AccessToken token, Nonce nonce) throws JOSEException {
    return proofs.createDPoPJWT("GET", resource, token, nonce);
  }
}
